// Lower case of any script.
#pragma once

#include <string>
#include <string_view>

namespace maillint {

/// Simple lower case of each letter (Unicode); octets that are no UTF-8 stay as they are. Linear.
std::string to_lower_case(std::string_view utf8);

}  // namespace maillint
