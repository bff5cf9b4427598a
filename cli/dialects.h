// Names of template languages, from --dialect and maillint.toml.
#pragma once

#include <string>
#include <vector>

#include "lint/result.h"
#include "lint/template/syntax.h"

namespace maillint::cli {

/// The tags of all of them; an error names the one that nobody knows.
Result<SyntaxSet> read_dialects(const std::vector<std::string>& names);

}  // namespace maillint::cli
