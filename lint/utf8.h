// One code point of UTF-8 at a time, valid or not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace maillint::utf8 {

struct CodePoint {
  char32_t value = 0xFFFD;
  std::size_t length = 1;  // octets, at least 1
  bool valid = false;      // false: one octet that begins no well-formed sequence (Unicode 3.9 D92)
};

/// The code point at text[at]; `at` must lie inside.
inline CodePoint decode(std::string_view text, std::size_t at) {
  const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = octet(at);
  if (first < 0x80) return {first, 1, true};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() - at < length) return {};
  char32_t value = first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((octet(at + i) & 0xC0) != 0x80) return {};
    value = (value << 6) | (octet(at + i) & 0x3F);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {};
  return {value, length, true};
}

/// Embeddings, overrides and isolates of UAX #9, which turn the order of letters around.
constexpr bool is_bidi_control(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// `value` must be a scalar value.
inline void append(std::string& out, char32_t value) {
  const auto put = [&](char32_t octet) { out += static_cast<char>(octet); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | (value >> 6));
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | (value >> 12));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | (value >> 18));
    put(0x80 | ((value >> 12) & 0x3F));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

}  // namespace maillint::utf8
