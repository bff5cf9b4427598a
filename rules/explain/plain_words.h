// Words of a reply as patterns look at them.
#pragma once

#include <string>
#include <string_view>

namespace maillint {

/// Sentences end at dots, and words near each other are parted there: names of hosts, addresses,
/// versions and numbers with dots are replaced by a word without any.
std::string without_dotted_names(std::string_view text);

}  // namespace maillint
