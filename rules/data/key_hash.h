// The hash of the compiled-in lists: embed.cc lays their index out by it, table.cc looks up in it.
#pragma once

#include <cstdint>

namespace maillint::lists {

/// FNV-1a over a key's octets from the last one to the first, ASCII letters in lower case: so one
/// pass over a host gives the hashes of all domains above it.
class KeyHash {
 public:
  constexpr void add(char c) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    const auto octet = static_cast<unsigned char>(is_capital ? c + 32 : c);
    state_ = (state_ ^ octet) * 16'777'619u;
  }
  /// Where to begin looking in an index of `mask` + 1 slots.
  constexpr std::uint32_t slot(std::uint32_t mask) const {
    return (state_ ^ (state_ >> 15)) & mask;
  }

 private:
  std::uint32_t state_ = 2'166'136'261u;
};

}  // namespace maillint::lists
