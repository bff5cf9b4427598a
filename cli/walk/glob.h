// Globs that no shell has expanded: 'templates/**/*.html'.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace maillint::cli {

/// Whether the path holds "*", "?" or "[".
bool is_glob(std::string_view path);

/// Files with such names, in the order of their paths; "**" stands for any folders. Without "**"
/// folders too, as a shell does it. Hidden names and what .gitignore names are left out.
std::vector<std::string> files_like(const std::string& glob);

}  // namespace maillint::cli
