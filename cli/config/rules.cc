// The rules and settings that maillint.toml and the command line give each file.
#include "cli/config/rules.h"

#include <fmt/format.h>

#include <algorithm>

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

/// Rules that were selected by their name report all that some program lacks: that is the wish.
TargetClients ConfiguredRules::clients_for(const Choices& choices) const {
  TargetClients clients = line_.clients;
  if (clients.programs == 0) clients.programs = choices.clients.programs;
  if (!clients.min_support) clients.min_support = choices.clients.min_support;
  const std::vector<std::string>& select = line_.select.empty() ? choices.select : line_.select;
  const bool named = std::ranges::any_of(
      select, [](const std::string& glob) { return glob.starts_with("client-"); });
  if (named && !clients.min_support) clients.min_support = 100;
  return clients;
}

Options ConfiguredRules::options_for(const Choices& choices, const Options& options) {
  Options own = options;
  own.rules = &rules_for(choices);
  own.severities = choices.severities;
  own.clients = clients_for(choices);
  own.left_out = choices.left_out;
  own.known_domains = &config_.links;
  if (!own.profile) own.profile = choices.profile;
  if (!own.stage) own.stage = choices.stage;
  if (!own.mode) own.mode = choices.mode;
  if (!own.syntaxes) own.syntaxes = choices.syntaxes;
  return own;
}

Report ConfiguredRules::check(Input input, const Options& options) {
  const Choices choices = config_.choices_for(input.path, options.now);
  return maillint::check(std::move(input), options_for(choices, options));
}

Fixed ConfiguredRules::fix(Input input, const Options& options, const FixOptions& how) {
  const Choices choices = config_.choices_for(input.path, options.now);
  return maillint::fix(std::move(input), options_for(choices, options), how);
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
