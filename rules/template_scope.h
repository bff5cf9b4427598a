// What rules say about templates: which of them have a say, and in whose words.
#pragma once

#include "lint/rule.h"

namespace maillint {

/// Of a template. A body alone has no header section to judge; a partial is no document; of a URL
/// only what the template itself says is judged.
RuleScope template_scope();
/// Every id and glob that template_scope() knows rules by, for a test that they exist.
std::vector<std::string_view> rules_of_template_scope();

/// Puts the tags of the template back where a finding quotes their masks, and drops what is said
/// of header fields that are still to be filled in.
void settle_template(const Facts& facts, SyntaxSet syntaxes, std::vector<RuleFindings>& findings);

}  // namespace maillint
