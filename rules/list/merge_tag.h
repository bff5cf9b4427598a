// Merge tags in addresses of List-* fields.
#pragma once

#include <string_view>

#include "rules/placeholder.h"

namespace maillint {

/// The first merge tag of a URI: what find_placeholder() knows, the same in percent escapes, and
/// brackets and signs that no URI holds ("{unsubscribe}", "[[url]]", "%unsubscribe_url%",
/// "UNSUBSCRIBE_URL").
Placeholder find_merge_tag(std::string_view uri);

}  // namespace maillint
