// How many columns of a terminal a text takes.
#pragma once

#include <cstddef>
#include <string_view>

namespace maillint {

/// Columns of UTF-8 `text`: 2 for East Asian wide and emoji, 0 for combining marks, 1 for an octet
/// that is no UTF-8. Meant for escaped() text: controls count 0.
std::size_t display_width(std::string_view text);

}  // namespace maillint
