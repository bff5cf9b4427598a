// Rule batch-burst-similar: many near-identical messages in a short time.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "lint/limits.h"
#include "rules/batch/groups.h"
#include "rules/batch/near.h"
#include "rules/index.h"

namespace maillint {
namespace {

/// Bits. A name or two in a text of 30 words changes up to 12 of 64; unrelated texts differ in 20
/// and more.
constexpr int near_bits = 12;

struct Similar {
  std::uint32_t cluster;
  std::uint32_t message;
};

/// Each message goes to the cluster whose first message it is nearest to.
std::vector<Similar> clustered(std::span<const Fingerprint> messages) {
  NearIndex firsts;
  std::vector<Similar> all;
  for (std::uint32_t i = 0; i < messages.size(); ++i) {
    if (messages[i].text == 0 || messages[i].time == 0) continue;
    const std::optional<std::uint32_t> cluster = firsts.nearest(messages[i].text, near_bits);
    all.push_back({.cluster = cluster ? *cluster : firsts.add(messages[i].text), .message = i});
  }
  return all;
}

/// Takes out the copies of one message, then sorts by time.
void arrange(std::vector<std::uint32_t>& members, std::span<const Fingerprint> messages) {
  std::ranges::sort(members, [&](std::uint32_t a, std::uint32_t b) {
    const Fingerprint& x = messages[a];
    const Fingerprint& y = messages[b];
    return std::tie(x.message_id, x.identity, a) < std::tie(y.message_id, y.identity, b);
  });
  const auto are_copies = [&](std::uint32_t a, std::uint32_t b) {
    return messages[a].message_id == messages[b].message_id &&
           messages[a].identity == messages[b].identity;
  };
  members.erase(std::unique(members.begin(), members.end(), are_copies), members.end());
  std::ranges::sort(members, [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(messages[a].time, a) < std::tie(messages[b].time, b);
  });
}

class Bursts {
 public:
  Bursts(std::span<const Fingerprint> messages, const BurstLimits& limits)
      : messages_(messages), limits_(limits) {}

  /// A window slides over the times of one cluster; windows that overlap are one burst.
  void find_in(std::span<const std::uint32_t> members) {
    std::size_t begin = 0;  // of the burst, as long as peak > 0
    std::size_t end = 0;
    std::size_t peak = 0;
    for (std::size_t first = 0, last = 0; last < members.size(); ++last) {
      while (time(members[last]) - time(members[first]) > limits_.minutes * 60) ++first;
      const std::size_t within = last - first + 1;
      if (within < limits_.messages) continue;
      if (peak > 0 && first >= end) {
        add(members.subspan(begin, end - begin), peak);
        peak = 0;
      }
      if (peak == 0) begin = first;
      end = last + 1;
      peak = std::max(peak, within);
    }
    if (peak > 0) add(members.subspan(begin, end - begin), peak);
  }

  std::vector<Group> take() { return std::move(found_); }

 private:
  std::uint64_t time(std::uint32_t message) const { return messages_[message].time; }

  void add(std::span<const std::uint32_t> burst, std::size_t peak) {
    Group group;
    group.count = burst.size();
    group.key = messages_[burst.front()].text;
    group.message =
        peak == burst.size()
            ? fmt::format("{} near-identical messages within {} minutes", peak, limits_.minutes)
            : fmt::format("{} near-identical messages, up to {} within {} minutes", burst.size(),
                          peak, limits_.minutes);
    group.members.assign(burst.begin(), burst.end());
    std::ranges::sort(group.members);
    group.members.resize(std::min(group.members.size(), limits::places_per_rule));
    found_.push_back(std::move(group));
  }

  std::span<const Fingerprint> messages_;
  const BurstLimits& limits_;
  std::vector<Group> found_;
};

}  // namespace

std::vector<Group> find_bursts(std::span<const Fingerprint> messages, const BurstLimits& limits) {
  if (messages.size() < limits.messages) return {};
  std::vector<Similar> all = clustered(messages);
  std::ranges::sort(all, {}, [](const Similar& s) { return std::tie(s.cluster, s.message); });
  Bursts bursts(messages, limits);
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    std::vector<std::uint32_t> members;
    for (; end < all.size() && all[end].cluster == all[begin].cluster; ++end)
      members.push_back(all[end].message);
    if (members.size() < limits.messages) continue;
    arrange(members, messages);
    bursts.find_in(members);
  }
  return bursts.take();
}

namespace rules {
namespace {

constexpr std::string_view references[] = {
    "ALL-INKL.COM, Email error messages: Try again later",
    "Gmail, Email sender guidelines: Increase the sending volume slowly"};

}  // namespace

constinit const Rule batch_burst_similar{
    .id = "batch-burst-similar",
    .severity = Severity::warning,
    .criterion = Criterion::behaviour,
    .summary = "Many near-identical messages in a short time",
    .why = "Receivers count similar messages a sender and minute, and put off or refuse the rest.",
    .remedy =
        "Spread the mailing over hours, or send it through a service whose servers are known for "
        "such volumes.",
    .references = references,
    .check = across_messages,
};

}  // namespace rules
}  // namespace maillint
