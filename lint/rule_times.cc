// How long each rule takes.
#include "lint/rule_times.h"

#include <algorithm>

namespace maillint {

RuleTimes::RuleTimes(std::span<const Rule* const> rules) {
  for (const Rule* rule : rules) sums_.try_emplace(rule);
}

void RuleTimes::add(const Rule& rule, Clock::duration time) {
  const auto sum = sums_.find(&rule);
  if (sum == sums_.end()) return;
  sum->second.time += time.count();
  ++sum->second.messages;
}

std::vector<RuleTimes::Row> RuleTimes::rows() const {
  std::vector<Row> rows;
  for (const auto& [rule, sum] : sums_) {
    if (sum.messages > 0) rows.push_back({rule, Clock::duration(sum.time), sum.messages});
  }
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    return a.time != b.time ? a.time > b.time : a.rule->id < b.rule->id;
  });
  return rows;
}

}  // namespace maillint
