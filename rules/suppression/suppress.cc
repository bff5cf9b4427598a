// Takes findings out that a file or the configuration silences.
#include "rules/suppression/suppress.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "lint/nearest.h"
#include "rules/maillint.h"
#include "rules/suppression/directives.h"

namespace maillint {

namespace rules {
extern const Rule suppression_unknown_rule;
extern const Rule suppression_unused;
}  // namespace rules

namespace {

using Scope = Directive::Scope;

bool runs(const RuleSet& selected, const Rule& rule) {
  return std::ranges::find(selected.on(rule.check.on()), &rule) !=
         selected.on(rule.check.on()).end();
}

void suppress(Finding finding, SuppressedBy by, std::string reason, Report& report) {
  ++report.suppressed_counts[static_cast<std::size_t>(by)];
  report.suppressed.push_back(
      {.finding = std::move(finding), .by = by, .reason = std::move(reason)});
}

class Inline {
 public:
  Inline(Report& report, const RuleSet& selected)
      : report_(report), selected_(selected), directives_(read_directives(*report.message)) {}

  void apply() {
    if (directives_.empty()) return;
    for (const Directive& directive : directives_) used_.emplace_back(directive.rules.size());
    for (RuleFindings& rule : report_.findings) silence(rule);
    drop_empty(report_);
    tell_unknown();
    tell_unused();
    arrange(report_.findings);
  }

 private:
  /// A directive as far as one rule goes.
  struct Silence {
    Span range;
    std::size_t directive;
    std::size_t name;  // which of its globs fits
  };

  std::optional<std::size_t> name_for(const Directive& directive, const Rule& rule) const {
    for (std::size_t i = 0; i < directive.rules.size(); ++i) {
      if (glob_match(report_.message->text(directive.rules[i]), rule.id)) return i;
    }
    return std::nullopt;
  }

  std::vector<Silence> silences_of(const Rule& rule) const {
    std::vector<Silence> all;
    for (std::size_t i = 0; i < directives_.size(); ++i) {
      const Directive& directive = directives_[i];
      if (directive.scope == Scope::unknown) continue;
      const std::optional<std::size_t> name = name_for(directive, rule);
      if (directive.scope == Scope::end) {
        if (!name && !directive.rules.empty()) continue;
        for (Silence& open : all) {
          if (directives_[open.directive].scope == Scope::begin)
            open.range.end = std::min(open.range.end, directive.comment.begin);
        }
      } else if (name) {
        all.push_back({.range = directive.range, .directive = i, .name = *name});
      }
    }
    return all;
  }

  void silence(RuleFindings& rule) {
    const std::vector<Silence> silences = silences_of(*rule.rule);
    if (silences.empty()) return;
    take_out(rule, SuppressedBy::inline_, report_,
             [&](const Finding& place) -> std::optional<std::string> {
               const Silence* nearest = nullptr;
               const std::uint32_t at = place.place.source.begin;
               for (const Silence& silence : silences) {
                 // A line may end with the file, and a place lie there.
                 if (at < silence.range.begin || at > silence.range.end) continue;
                 if (nearest == nullptr || silence.range.size() < nearest->range.size())
                   nearest = &silence;
               }
               if (nearest == nullptr) return std::nullopt;
               used_[nearest->directive][nearest->name] = true;
               return std::string(report_.message->text(directives_[nearest->directive].reason));
             });
  }

  void tell(const Rule& rule, Span place, std::string message) {
    Reporter(rule, report_.findings)(place, std::move(message));
  }

  void tell_unknown() {
    if (!runs(selected_, rules::suppression_unknown_rule)) return;
    std::size_t hints_left = 10;  // many unknown names are no slips of the pen
    std::vector<std::string_view> ids;
    for (const Rule* rule : all_rules()) ids.push_back(rule->id);
    const auto shown = [this](Span span) { return report_.message->text(span).substr(0, 80); };
    for (const Directive& directive : directives_) {
      if (directive.scope == Scope::unknown) {
        tell(rules::suppression_unknown_rule, directive.word,
             fmt::format("'{}' says nothing to maillint", shown(directive.word)));
        continue;
      }
      if (directive.rules.empty() && directive.scope != Scope::end)
        tell(rules::suppression_unknown_rule, directive.word, "no rule is named; * stands for all");
      for (const Span name : directive.rules) {
        const std::string_view glob = report_.message->text(name);
        if (std::ranges::any_of(ids, [&](std::string_view id) { return glob_match(glob, id); }))
          continue;
        std::string near;
        if (hints_left > 0) {
          --hints_left;
          near = did_you_mean(glob.substr(0, 80), ids);
        }
        tell(rules::suppression_unknown_rule, name,
             fmt::format("no rule is named '{}'{}{}", shown(name), near.empty() ? "" : ", ", near));
      }
    }
  }

  /// Whether it would have silenced something if there were anything: rules that did not run, or
  /// that a profile leaves out, tell nothing.
  bool was_tried(std::string_view glob) const {
    bool any = false;
    for (const Rule* rule : all_rules()) {
      if (!glob_match(glob, rule->id)) continue;
      if (!runs(selected_, *rule)) return false;
      any = any || rule->profiles.has(report_.settings.profile);
    }
    return any;
  }

  void tell_unused() {
    if (!runs(selected_, rules::suppression_unused)) return;
    for (std::size_t i = 0; i < directives_.size(); ++i) {
      const Directive& directive = directives_[i];
      if (directive.scope == Scope::unknown || directive.scope == Scope::end) continue;
      for (std::size_t name = 0; name < directive.rules.size(); ++name) {
        const Span span = directive.rules[name];
        const std::string_view glob = report_.message->text(span);
        if (used_[i][name] || !was_tried(glob)) continue;
        tell(rules::suppression_unused, span, fmt::format("{} finds nothing there", glob));
      }
    }
  }

  Report& report_;
  const RuleSet& selected_;
  std::vector<Directive> directives_;
  std::vector<std::vector<bool>> used_;  // of each directive, by name
};

}  // namespace

/// Of places beyond limits::places_per_rule nothing is known: they go with the last one that is.
void take_out(RuleFindings& rule, SuppressedBy by, Report& report, const Silenced& silenced) {
  std::vector<Finding> left;
  for (Finding& place : rule.places) {
    if (std::optional<std::string> reason = silenced(place)) {
      suppress(std::move(place), by, *std::move(reason), report);
      --rule.count;
    } else {
      left.push_back(std::move(place));
    }
  }
  rule.places = std::move(left);
  if (!rule.places.empty()) return;
  report.suppressed_counts[static_cast<std::size_t>(by)] += rule.count;
  rule.count = 0;
}

void drop_empty(Report& report) {
  std::erase_if(report.findings, [](const RuleFindings& rule) { return rule.places.empty(); });
}

void suppress_inline(Report& report, const RuleSet& selected) {
  const bool is_received = report.message->has(FieldId::received) ||
                           (!report.stage_guessed && report.settings.stage == Stage::received);
  if (!is_received) Inline(report, selected).apply();
}

void leave_out(std::span<const RulesLeftOut> rules, Report& report) {
  for (RuleFindings& rule : report.findings) {
    const auto fits = [&](const RulesLeftOut& out) { return glob_match(out.rules, rule.rule->id); };
    const auto found = std::ranges::find_if(rules, fits);
    if (found == rules.end()) continue;
    take_out(rule, SuppressedBy::config, report,
             [&](const Finding&) { return std::optional(found->reason); });
  }
  if (!rules.empty()) drop_empty(report);
}

void take_accepted(const std::function<bool(const Finding&, const Facts&)>& accepted,
                   Report& report) {
  if (!accepted) return;
  for (RuleFindings& rule : report.findings) {
    if (rule.rule->family() == "batch") continue;
    take_out(rule, SuppressedBy::baseline, report,
             [&](const Finding& place) -> std::optional<std::string> {
               if (!accepted(place, *report.facts)) return std::nullopt;
               return std::string();
             });
  }
  drop_empty(report);
}

}  // namespace maillint
