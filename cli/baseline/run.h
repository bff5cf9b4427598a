// The baseline in one run of check.
#pragma once

#include <optional>

#include "cli/baseline/baseline.h"
#include "cli/config/rules.h"
#include "cli/exit_code.h"
#include "cli/options.h"

namespace maillint::cli {

class BaselineRun {
 public:
  /// Complains itself; absent if the baseline cannot be read. Without any it does nothing.
  static std::optional<BaselineRun> open(const CommandLine& line, const Config& config);

  /// ConfiguredRules::check, and what the baseline accepts is not reported. By several threads.
  Report check(ConfiguredRules& rules, Input input, const Options& options);

  /// After the last file: tells which entries no longer occur, writes what is to be written.
  ExitCode finish();

 private:
  explicit BaselineRun(const CommandLine& line) : line_(&line) {}
  void tell_stale(const RulesOfRun& rules) const;

  const CommandLine* line_;
  std::optional<Baseline> baseline_;
};

}  // namespace maillint::cli
