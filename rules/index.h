// What a rule file includes.
#pragma once

#include "lint/rule.h"

namespace maillint::rules {

#ifdef MAILLINT_OWN_RULES
/// The rules of the file that includes this, by CMake from rules/index.def: so a new rule compiles
/// its own file, not all of them.
extern const Rule MAILLINT_OWN_RULES;
#endif

}  // namespace maillint::rules
