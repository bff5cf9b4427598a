// The rules and settings that maillint.toml and the command line give each file.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "cli/config/config.h"
#include "cli/options.h"
#include "rules/fixes/fix.h"
#include "rules/maillint.h"

namespace maillint::cli {

/// Rule sets are made once for each combination that occurs. Thread-safe.
class ConfiguredRules {
 public:
  /// Both must outlive it. The command line goes before the file, and its --ignore adds to it.
  ConfiguredRules(const Config& config, const CommandLine& line) : config_(config), line_(line) {}

  Report check(Input input, const Options& options);
  Fixed fix(Input input, const Options& options, const FixOptions& how);
  /// For what several files together show.
  const RuleSet& across_files(DateTime now) { return rules_for(config_.choices_for("", now)); }

 private:
  const RuleSet& rules_for(const Choices& choices);
  TargetClients clients_for(const Choices& choices) const;
  /// Views into `choices`.
  Options options_for(const Choices& choices, const Options& options);

  const Config& config_;
  const CommandLine& line_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<const RuleSet>> sets_;
};

/// --config, or the nearest file to the working directory; no file with --no-config. Complains
/// itself of what is wrong, and tells which overrides have ended.
std::optional<Config> load_config(const CommandLine& line, DateTime now);

}  // namespace maillint::cli
