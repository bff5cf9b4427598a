// The façade's check: a message, its facts, what was guessed, what the rules find.
#include <utility>
#include <vector>

#include "lint/rule_times.h"
#include "rules/guess.h"
#include "rules/input.h"
#include "rules/maillint.h"
#include "rules/suppression/suppress.h"
#include "rules/template_scope.h"

namespace maillint {
namespace {

/// Criteria with rules for this profile none of which was to run are not "ok".
void mark_unselected(const RuleSet& selected, const RuleSet& all, Profile profile,
                     std::vector<CriterionResult>& results) {
  for (CriterionResult& result : results) {
    if (result.status != CriterionStatus::pass || selected.judges(result.criterion, profile) ||
        !all.judges(result.criterion, profile))
      continue;
    result.status = CriterionStatus::not_checkable;
    result.note = "not selected";
  }
}

/// Before the criteria are judged, so that they follow.
void change_severities(std::span<const SeverityChange> changes,
                       std::vector<RuleFindings>& findings) {
  if (changes.empty()) return;
  for (RuleFindings& rule : findings) {
    for (const SeverityChange& change : changes) {
      if (!glob_match(change.rules, rule.rule->id)) continue;
      for (Finding& finding : rule.places) finding.severity = change.severity;
    }
  }
  arrange(findings);
}

/// A template says nothing of who gets it and why, and most templates in repositories are sent one
/// by one.
void assume_transactional(Guess& guess) {
  guess.profile = Profile::transactional;
  guess.profile_reason = "a template";
}

}  // namespace

Report check(Input input, const Options& options) {
  Report report;
  report.path = input.path;
  report.message = read_message_or_template(std::move(input));
  const Message& message = *report.message;
  report.facts = std::make_unique<const Facts>(message);
  const Kind kind = options.mode ? *options.mode : classify(message, *report.facts);
  const bool is_template = kind == Kind::template_;
  const SyntaxSet syntaxes =
      is_template ? options.syntaxes.value_or(SyntaxSet::all()) : SyntaxSet{};
  // Read with its tags masked.
  if (is_template) report.facts = std::make_unique<const Facts>(message, syntaxes, options.values);
  const Facts& facts = *report.facts;

  report.guess = guess_settings(message, facts);
  if (is_template) assume_transactional(report.guess);
  report.profile_guessed = !options.profile.has_value();
  report.stage_guessed = !options.stage.has_value();
  report.settings = {.profile = options.profile.value_or(report.guess.profile),
                     .stage = options.stage.value_or(report.guess.stage),
                     .kind = kind,
                     .now = options.now,
                     .now_given = options.now_given,
                     .suppressions = options.suppressions,
                     .clients = &options.clients};
  report.kind = report.settings.kind;

  static const RuleSet every_rule(all_rules());
  const RuleSet& rules = options.rules != nullptr ? *options.rules : every_rule;
  const bool in_part = is_template || message.template_file() != nullptr;
  const RuleScope scope = in_part ? template_scope() : RuleScope{};
  report.findings = options.times == nullptr
                        ? lint(message, facts, report.settings, rules, scope)
                        : lint_timed(message, facts, report.settings, rules, scope, *options.times);
  if (is_template) settle_template(facts, syntaxes, report.findings);
  if (options.heed_directives) suppress_inline(report, rules);
  leave_out(options.left_out, report);
  if (options.known_domains != nullptr) leave_out_known_hosts(*options.known_domains, report);
  take_accepted(options.accepted, report);
  change_severities(options.severities, report.findings);
  report.criteria = judge_criteria(message, facts, report.settings, report.findings);
  mark_unselected(rules, every_rule, report.settings.profile, report.criteria);
  if (options.risk) report.risk = risk::assess(risk::features_of(facts, report.settings));
  report.settings.clients = nullptr;  // the options may not live as long as the report
  return report;
}

}  // namespace maillint
