// Rule batch-same-message-id: different messages with one Message-ID.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "lint/limits.h"
#include "rules/batch/groups.h"
#include "rules/index.h"

namespace maillint {
namespace {

/// Bits. A copy that came through a list or a filter has a footer or a warning more; a text that
/// shares less than half with the other one is another text.
constexpr int other_text_bits = 22;

bool is_copy(const Fingerprint& a, const Fingerprint& b) {
  if (a.identity != b.identity) return false;
  return a.text == 0 || b.text == 0 || distance(a.text, b.text) <= other_text_bits;
}

}  // namespace

std::vector<Group> find_shared_message_ids(std::span<const Fingerprint> messages) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < messages.size(); ++i) {
    if (messages[i].message_id != 0) order.push_back(i);
  }
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const Fingerprint& x = messages[a];
    const Fingerprint& y = messages[b];
    return std::tie(x.message_id, x.identity, a) < std::tie(y.message_id, y.identity, b);
  });
  std::vector<Group> groups;
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const std::uint64_t id = messages[order[begin]].message_id;
    std::vector<std::uint32_t> different;
    for (; end < order.size() && messages[order[end]].message_id == id; ++end) {
      if (different.empty() || !is_copy(messages[different.back()], messages[order[end]]))
        different.push_back(order[end]);
    }
    if (different.size() < 2) continue;
    std::ranges::sort(different);
    Group group{
        .message = fmt::format("{} different messages have one Message-ID", different.size()),
        .key = id,
        .count = different.size(),
        .members = {}};
    different.resize(std::min(different.size(), limits::places_per_rule));
    group.members = std::move(different);
    groups.push_back(std::move(group));
  }
  return groups;
}

namespace rules {
namespace {

constexpr std::string_view references[] = {"RFC 5322 3.6.4"};

}  // namespace

constinit const Rule batch_same_message_id{
    .id = "batch-same-message-id",
    .severity = Severity::error,
    .criterion = Criterion::behaviour,
    .summary = "Different messages have one Message-ID",
    .why =
        "Servers and mail programs take the second one for a copy of the first, and drop or hide "
        "it.",
    .remedy = "Make a new Message-ID for each message, also for each recipient of a mail merge.",
    .references = references,
    .check = across_messages,
};

}  // namespace rules
}  // namespace maillint
