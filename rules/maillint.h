// The façade: check a message, explain a bounce. Opens no file and no socket, knows no clock.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lint/rule.h"
#include "lint/settings.h"
#include "lint/source.h"
#include "rules/clients.h"
#include "lint/template/syntax.h"
#include "rules/report.h"
#include "rules/suppression/known_domains.h"

namespace maillint {

class Catalogue;
class RuleTimes;

/// One message to look at.
struct Input {
  std::string path;  // for the report only
  std::string octets;
  Origin origin;
};

/// Another severity for rules; of two that fit a rule the later one holds.
struct SeverityChange {
  std::string rules;  // an id or a glob
  Severity severity = Severity::warning;
};

/// Rules that maillint.toml leaves out for some paths.
struct RulesLeftOut {
  std::string rules;  // an id or a glob
  std::string reason;
};

struct Options {
  std::optional<Profile> profile;  // guessed if absent
  std::optional<Stage> stage;
  std::optional<Kind> mode;  // template_ or message; decided by content if absent
  std::optional<SyntaxSet> syntaxes;  // of templates; all if absent
  const TemplateValues* values = nullptr;  // --values: what the tags of templates become
  DateTime now;
  bool now_given = false;
  const std::vector<std::string>* suppressions = nullptr;  // as in Settings
  TargetClients clients;
  Language language = Language::en;
  bool risk = false;               // --risk
  const RuleSet* rules = nullptr;  // nullptr: all
  RuleTimes* times = nullptr;      // --timings
  std::span<const SeverityChange> severities;
  std::span<const RulesLeftOut> left_out;
  const KnownDomains* known_domains = nullptr;
  bool heed_directives = true;  // comments that silence findings
  /// --baseline: whether a finding is known and accepted. Asked for each that is left, once.
  std::function<bool(const Finding&, const Facts&)> accepted{};
  const Catalogue* catalogue = nullptr;   // nullptr: the built-in one
  std::string provider;                   // --provider: "all-inkl"
  std::string host;                       // --host: who refused
  const std::string* original = nullptr;  // --original: octets of the refused message
};

/// All rules: rules/index.def in its order, then those of rules/client.
std::span<const Rule* const> all_rules();
/// nullptr if there is none of that id.
const Rule* find_rule(std::string_view id);

Report check(Input input, const Options& options);
Report explain(Input input, const Options& options);
/// --history: reports of one sender, judged again in the light of each other, in place.
void apply_history(std::span<Report> reports, const Options& options);

}  // namespace maillint
