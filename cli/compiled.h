// Pages made from MJML: what both hold is told once, where it can be mended.
#pragma once

#include "rules/report.h"

namespace maillint::cli {

/// Takes out of the page's report what the MJML's report tells as well: the same rule about the
/// same words. What was silenced in the MJML is silent in the page too.
void leave_to_mjml(Report& page, const Report& mjml);

}  // namespace maillint::cli
