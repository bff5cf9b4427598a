// Numbers and pieces of binary data, read without ever leaving it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace maillint::octets {

/// text.substr() that gives an empty view beyond the end.
constexpr std::string_view slice(std::string_view text, std::uint64_t begin,
                                 std::uint64_t size = std::string_view::npos) {
  return begin >= text.size()
             ? std::string_view()
             : text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(size));
}

/// An unsigned little-endian number of `size` octets (at most 8); octets beyond the end are 0.
constexpr std::uint64_t little(std::string_view text, std::uint64_t at, std::size_t size) {
  std::uint64_t value = 0;
  const std::string_view piece = slice(text, at, size);
  for (std::size_t i = piece.size(); i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(piece[i]);
  return value;
}

}  // namespace maillint::octets
