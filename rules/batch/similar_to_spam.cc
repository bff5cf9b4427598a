// Rule batch-similar-to-spam: a near duplicate of a message that is known to be spam.
#include <algorithm>

#include "lint/limits.h"
#include "rules/batch/groups.h"
#include "rules/batch/near.h"
#include "rules/index.h"

namespace maillint {
namespace {

/// Bits. Fewer than for a burst: here one message alone is accused.
constexpr int near_bits = 7;

}  // namespace

std::vector<Group> find_similar_to(std::span<const std::uint64_t> samples,
                                   std::span<const Fingerprint> messages) {
  if (samples.empty()) return {};
  NearIndex index;
  for (const std::uint64_t sample : samples) index.add(sample);
  std::vector<std::size_t> counts(samples.size());
  std::vector<std::vector<std::uint32_t>> members(samples.size());
  for (std::uint32_t i = 0; i < messages.size(); ++i) {
    if (messages[i].text == 0) continue;
    const std::optional<std::uint32_t> sample = index.nearest(messages[i].text, near_bits);
    if (!sample) continue;
    ++counts[*sample];
    if (members[*sample].size() < limits::places_per_rule) members[*sample].push_back(i);
  }
  std::vector<Group> groups;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (counts[i] == 0) continue;
    groups.push_back(
        {.message = {}, .key = i, .count = counts[i], .members = std::move(members[i])});
  }
  return groups;
}

namespace rules {
namespace {

constexpr std::string_view references[] = {
    "ALL-INKL.COM, Email error messages: similar to past spam"};

}  // namespace

constinit const Rule batch_similar_to_spam{
    .id = "batch-similar-to-spam",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "The text is nearly that of a known spam",
    .why = "Filters compare new mail with what was reported as spam, and refuse what is alike.",
    .remedy = "Write the text anew, and find out why the earlier message was taken for spam.",
    .references = references,
    .check = across_messages,
};

}  // namespace rules
}  // namespace maillint
