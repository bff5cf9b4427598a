// Reporting findings, and choosing the rules of a run.
#include "lint/rule.h"

#include <algorithm>
#include <utility>

#include "lint/limits.h"

namespace maillint {

std::string_view name(Criterion criterion) {
  switch (criterion) {
    case Criterion::subject:
      return "subject";
    case Criterion::recipients:
      return "recipients";
    case Criterion::links:
      return "links";
    case Criterion::technical:
      return "technical";
    case Criterion::list_hygiene:
      return "list-hygiene";
    case Criterion::content:
      return "content";
    case Criterion::behaviour:
      return "behaviour";
    case Criterion::loop:
      return "loop";
    case Criterion::authentication:
      return "authentication";
    case Criterion::bulk:
      return "bulk";
    case Criterion::rendering:
      return "rendering";
  }
  return "";
}

// The engine runs one rule at a time, so a rule's findings are the last ones of the list.
void Reporter::add(const Place& place, Detail detail, const Severity* severity) const {
  if (out_.empty() || out_.back().rule != &rule_) out_.push_back({.rule = &rule_});
  RuleFindings& findings = out_.back();
  ++findings.count;
  if (findings.places.size() == limits::places_per_rule) return;
  findings.places.push_back({.rule = &rule_,
                             .severity = severity != nullptr ? *severity : rule_.severity,
                             .place = place,
                             .detail = std::move(detail)});
}

// Greedy with one point to come back to: after a later "*" an earlier one need not give way, so
// this is at most quadratic in two short strings, and never recursive.
bool glob_match(std::string_view pattern, std::string_view text) {
  // Ends first: most patterns are "*.example.com", and most texts end otherwise.
  while (!pattern.empty() && pattern.back() != '*') {
    if (text.empty() || text.back() != pattern.back()) return false;
    pattern.remove_suffix(1);
    text.remove_suffix(1);
  }
  if (pattern.empty()) return text.empty();
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

RuleSet::RuleSet(std::span<const Rule* const> rules, std::span<const std::string> select,
                 std::span<const std::string> ignore) {
  for (const Rule* rule : rules) {
    const auto named = [&](const std::string& glob) { return glob_match(glob, rule->id); };
    if (!select.empty() && std::ranges::none_of(select, named)) continue;
    if (std::ranges::any_of(ignore, named)) continue;
    by_subject_[static_cast<std::size_t>(rule->check.on())].push_back(rule);
    auto& judged = judged_[static_cast<std::size_t>(rule->criterion)];
    for (std::size_t p = 0; p < profile_count; ++p)
      judged[p] = judged[p] || rule->profiles.has(static_cast<Profile>(p));
  }
}

}  // namespace maillint
