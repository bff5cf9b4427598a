// The lines below a finding.
#pragma once

#include <string>

#include "cli/render/text.h"

namespace maillint::cli {

/// "  why    ..." and "  do     ...".
std::string why_and_remedy(const Rule& rule, const TextContext& context);

}  // namespace maillint::cli
