// The rules and settings that maillint.toml and the command line give each file.
#include "cli/config/rules.h"

#include <fmt/format.h>

#include "cli/output.h"

namespace maillint::cli {

const RuleSet& ConfiguredRules::rules_for(const Choices& choices) {
  const std::vector<std::string>& select = line_.select.empty() ? choices.select : line_.select;
  std::vector<std::string> ignore = choices.ignore;
  ignore.insert(ignore.end(), line_.ignore.begin(), line_.ignore.end());
  const std::string key = fmt::format("{}\n{}", fmt::join(select, ","), fmt::join(ignore, ","));
  const std::lock_guard lock(mutex_);
  std::unique_ptr<const RuleSet>& set = sets_[key];
  if (!set) set = std::make_unique<const RuleSet>(all_rules(), select, ignore);
  return *set;
}

Report ConfiguredRules::check(Input input, const Options& options) {
  const Choices choices = config_.choices_for(input.path, options.now);
  Options own = options;
  own.rules = &rules_for(choices);
  own.severities = choices.severities;
  if (!own.profile) own.profile = choices.profile;
  if (!own.stage) own.stage = choices.stage;
  if (!own.mode) own.mode = choices.mode;
  return maillint::check(std::move(input), own);
}

std::optional<Config> load_config(const CommandLine& line, DateTime now) {
  if (line.no_config) return Config{};
  const std::string path = line.config.empty() ? find_config(".") : line.config;
  if (path.empty()) return Config{};
  Result<Config> config = read_config(path);
  if (!config) {
    complain(config.error().what, config.error().hint);
    return std::nullopt;
  }
  for (const Override& item : config->overrides) {
    if (item.until && item.until->seconds < now.seconds)
      remark(fmt::format("{}: this override has ended{}{}", item.where,
                         item.reason.empty() ? "" : ": ", item.reason));
  }
  return std::move(*config);
}

}  // namespace maillint::cli
