// Targets that an editor puts in until the real one is known.
#pragma once

#include <string_view>

namespace maillint {

/// "#", "https://", "TODO", "[insert link]".
bool is_unfilled_target(std::string_view target);

}  // namespace maillint
