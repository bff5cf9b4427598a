// Runs the rules over one message.
#include <algorithm>
#include <span>
#include <vector>

#include "lint/rule.h"
#include "lint/rule_times.h"

namespace maillint {
namespace {

using On = Check::On;

bool earlier(const Finding& a, const Finding& b) {
  if (a.place.source.begin != b.place.source.begin)
    return a.place.source.begin < b.place.source.begin;
  return a.place.decoded.begin < b.place.decoded.begin;
}

Severity worst(const RuleFindings& findings) {
  return std::ranges::max_element(findings.places, {}, &Finding::severity)->severity;
}

bool graver_or_earlier(const RuleFindings& a, const RuleFindings& b) {
  const Severity worst_a = worst(a);
  const Severity worst_b = worst(b);
  if (worst_a != worst_b) return worst_a > worst_b;
  return earlier(a.places.front(), b.places.front());
}

struct NoTimes {
  void add(const Rule&, RuleTimes::Clock::duration) const {}
  static RuleTimes::Clock::time_point now() { return {}; }
};

/// `Times`: RuleTimes, or NoTimes, which costs nothing.
template <typename Times>
class Run {
 public:
  Run(const Facts& facts, const Settings& settings, const RuleSet& rules, const RuleScope& scope,
      Times& times)
      : facts_(facts), settings_(settings), rules_(rules), scope_(scope), times_(times) {}

  /// Calls each rule once an item. A rule finishes before the next one starts: the Reporter relies
  /// on it. `items` is called only if a rule wants them, since facts are computed when asked for.
  template <typename Items>
  void over(On on, Items items) {
    const std::span<const Rule* const> rules = rules_.on(on);
    if (rules.empty()) return;
    const auto& subjects = items();
    if (subjects.empty()) return;
    for (const Rule* rule : rules) {
      if (!rule->profiles.has(settings_.profile)) continue;
      if (scope_.applies != nullptr && !scope_.applies(*rule, facts_)) continue;
      const Reporter report(*rule, findings_);
      const auto begun = times_.now();
      for (const auto& subject : subjects) {
        if (in_scope(*rule, subject)) rule->check(subject, facts_, settings_, report);
      }
      times_.add(*rule, times_.now() - begun);
    }
  }

  std::vector<RuleFindings> take() {
    arrange(findings_);
    return std::move(findings_);
  }

 private:
  template <typename Item>
  bool in_scope(const Rule&, const Item&) const {
    return true;
  }
  bool in_scope(const Rule& rule, const Link& link) const {
    return scope_.applies_to == nullptr || scope_.applies_to(rule, link, facts_);
  }
  const Facts& facts_;
  const Settings& settings_;
  const RuleSet& rules_;
  const RuleScope& scope_;
  Times& times_;
  std::vector<RuleFindings> findings_;
};

template <typename T>
std::span<const T> one_or_none(const T* subject) {
  return subject == nullptr ? std::span<const T>() : std::span<const T>(subject, 1);
}

template <typename Times>
std::vector<RuleFindings> lint_with(const Message& message, const Facts& facts,
                                    const Settings& settings, const RuleSet& rules,
                                    const RuleScope& scope, Times& times) {
  Run run(facts, settings, rules, scope, times);
  run.over(On::message, [&] { return std::span<const Message>(&message, 1); });
  run.over(On::field, [&] { return message.fields(); });
  run.over(On::subject, [&] { return one_or_none(facts.subject()); });
  run.over(On::addresses, [&] { return facts.address_lists(); });
  run.over(On::date, [&] { return facts.dates(); });
  run.over(On::message_ids, [&] { return facts.message_ids(); });
  run.over(On::text, [&] { return facts.text_bodies(); });
  run.over(On::html, [&] { return facts.html_bodies(); });
  run.over(On::link, [&] { return facts.links(); });
  return run.take();
}

}  // namespace

void arrange(std::vector<RuleFindings>& findings) {
  for (RuleFindings& rule : findings) std::ranges::stable_sort(rule.places, earlier);
  std::ranges::stable_sort(findings, graver_or_earlier);
}

std::vector<RuleFindings> lint(const Message& message, const Facts& facts, const Settings& settings,
                               const RuleSet& rules, const RuleScope& scope) {
  NoTimes none;
  return lint_with(message, facts, settings, rules, scope, none);
}

std::vector<RuleFindings> lint_timed(const Message& message, const Facts& facts,
                                     const Settings& settings, const RuleSet& rules,
                                     const RuleScope& scope, RuleTimes& times) {
  return lint_with(message, facts, settings, rules, scope, times);
}

}  // namespace maillint
