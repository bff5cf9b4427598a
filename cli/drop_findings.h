// Findings that a run leaves out of a report.
#pragma once

#include <functional>

#include "rules/report.h"

namespace maillint::cli {

/// Without a trace: they do not count as suppressed. The criteria follow.
void drop_findings(Report& report, const std::function<bool(const Finding&)>& is_dropped);

}  // namespace maillint::cli
