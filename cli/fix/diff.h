// Unified diffs.
#pragma once

#include <string>
#include <string_view>

namespace maillint::cli {

/// What turns `before` into `after`, as patch(1) and git apply read it, with three lines around
/// each change; "" if they are equal. `path` names both. Where very much differs, all of it is one
/// change.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace maillint::cli
