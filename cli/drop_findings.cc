// Findings that a run leaves out of a report.
#include "cli/drop_findings.h"

#include <algorithm>
#include <vector>

namespace maillint::cli {

void drop_findings(Report& report, const std::function<bool(const Finding&)>& is_dropped) {
  for (RuleFindings& findings : report.findings) {
    if (std::erase_if(findings.places, is_dropped) > 0) findings.count = findings.places.size();
  }
  std::erase_if(report.findings, [](const RuleFindings& f) { return f.places.empty(); });
  const std::vector<CriterionResult> judged =
      judge_criteria(*report.message, *report.facts, report.settings, report.findings);
  for (std::size_t i = 0; i < judged.size() && i < report.criteria.size(); ++i) {
    if (report.criteria[i].status != CriterionStatus::not_checkable) report.criteria[i] = judged[i];
  }
}

}  // namespace maillint::cli
