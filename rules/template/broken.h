// Tags of template languages that lack a sign.
#pragma once

#include <vector>

#include "lint/facts.h"
#include "rules/placeholder.h"

namespace maillint::rules {

/// Tags like "{{ name }" or "*|NAME*" of that kind in the body of a template that has whole ones
/// too, in order: nothing fills them in, so that readers see them. What stands in scripts, style
/// sheets and comments does not count.
std::vector<Span> broken_tags(PlaceholderKind kind, const TextBody& body);

}  // namespace maillint::rules
