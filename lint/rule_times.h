// How long each rule takes (check --timings).
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "lint/rule.h"

namespace maillint {

/// Sums over all messages of a run; several threads may add. A fact that is computed when it is
/// asked for counts for the rule that asks first.
class RuleTimes {
 public:
  using Clock = std::chrono::steady_clock;
  struct Row {
    const Rule* rule = nullptr;
    Clock::duration time{};
    std::uint64_t messages = 0;
  };

  explicit RuleTimes(std::span<const Rule* const> rules);
  static Clock::time_point now() { return Clock::now(); }
  void add(const Rule& rule, Clock::duration time);
  /// The slowest first; without rules that never ran.
  std::vector<Row> rows() const;

 private:
  struct Sum {
    std::atomic<Clock::rep> time = 0;
    std::atomic<std::uint64_t> messages = 0;
  };
  std::unordered_map<const Rule*, Sum> sums_;
};

/// As lint(), and adds what each rule took.
std::vector<RuleFindings> lint_timed(const Message& message, const Facts& facts,
                                     const Settings& settings, const RuleSet& rules,
                                     const RuleScope& scope, RuleTimes& times);

}  // namespace maillint
