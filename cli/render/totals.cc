// Counting findings.
#include <algorithm>

#include "cli/render/renderer.h"

namespace maillint::cli {

Severity severity_of(const RuleFindings& findings) {
  Severity gravest = Severity::info;
  for (const Finding& place : findings.places) gravest = std::max(gravest, place.severity);
  return gravest;
}

void Totals::add(const Report& report) {
  ++messages;
  if (report.kind == Kind::error) ++unreadable;
  for (const RuleFindings& findings : report.findings) {
    switch (severity_of(findings)) {
      case Severity::error:
        ++errors;
        break;
      case Severity::warning:
        ++warnings;
        break;
      case Severity::info:
        ++infos;
        break;
    }
  }
}

}  // namespace maillint::cli
