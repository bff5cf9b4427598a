// What a rule file includes, and the table of all rules.
#pragma once

#include "lint/rule.h"

namespace maillint::rules {

#define MAILLINT_RULE(symbol, file) extern const Rule symbol;
#include "rules/index.def"
#undef MAILLINT_RULE

}  // namespace maillint::rules
