// The checklist: what the findings come to, criterion by criterion.
#include <algorithm>

#include "lint/rule.h"

namespace maillint {
namespace {

/// Why a criterion without findings was not judged; "" if it was.
std::string_view not_checkable(Criterion criterion, const Message& message, const Facts& facts,
                               const Settings& settings) {
  switch (criterion) {
    case Criterion::subject:
    case Criterion::recipients:
      return message.has_header() ? "" : "no header section";
    case Criterion::list_hygiene:
      return settings.suppressions != nullptr ? ""
                                              : "not checkable from one message: maillint hygiene";
    case Criterion::behaviour:
      return "needs several messages";
    case Criterion::authentication:
      return "offline";
    case Criterion::bulk:
      return settings.profile == Profile::bulk ? "" : "only for bulk mail";
    case Criterion::rendering:
      return facts.has_html() ? "" : "no HTML";
    default:
      return "";
  }
}

void count(const RuleFindings& findings, CriterionResult& result) {
  Severity worst = Severity::info;
  for (const Finding& finding : findings.places) {
    worst = std::max(worst, finding.severity);
    if (finding.severity != Severity::info) ++result.findings;
  }
  if (worst == Severity::info) return;
  result.findings += findings.count - findings.places.size();  // those beyond places_per_rule
  if (worst == Severity::error) {
    result.status = CriterionStatus::fail;
  } else if (result.status == CriterionStatus::pass) {
    result.status = CriterionStatus::warn;
  }
}

}  // namespace

std::string_view name(CriterionStatus status) {
  switch (status) {
    case CriterionStatus::pass:
      return "pass";
    case CriterionStatus::warn:
      return "warn";
    case CriterionStatus::fail:
      return "fail";
    case CriterionStatus::not_checkable:
      return "not-checkable";
  }
  return "";
}

std::vector<CriterionResult> judge_criteria(const Message& message, const Facts& facts,
                                            const Settings& settings,
                                            std::span<const RuleFindings> findings) {
  std::vector<CriterionResult> results(criterion_count);
  for (std::size_t i = 0; i < criterion_count; ++i) {
    results[i].criterion = static_cast<Criterion>(i);
  }
  for (const RuleFindings& f : findings) {
    count(f, results[static_cast<std::size_t>(f.rule->criterion)]);
  }
  for (CriterionResult& result : results) {
    if (result.status != CriterionStatus::pass) continue;
    result.note = not_checkable(result.criterion, message, facts, settings);
    if (!result.note.empty()) result.status = CriterionStatus::not_checkable;
  }
  return results;
}

}  // namespace maillint
