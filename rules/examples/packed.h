// The table that embed.cc writes: all cells in one literal, rows sorted by the rule's id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace maillint::examples {

inline constexpr std::size_t columns = 3;  // id, bad, good
extern const std::string_view cells;
extern const std::uint32_t offsets[];  // of each cell, and the end
extern const std::size_t rows;

}  // namespace maillint::examples
