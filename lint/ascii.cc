// ASCII without a locale.
#include "lint/ascii.h"

namespace maillint::ascii {

std::size_t find(std::string_view text, std::string_view needle, std::size_t from) {
  if (needle.empty()) return from <= text.size() ? from : std::string_view::npos;
  // Each case of the first letter has a cursor of its own: find() of one octet is fast.
  const char small = lower(needle[0]);
  const char capital = upper(needle[0]);
  std::size_t next_small = text.find(small, from);
  std::size_t next_capital = capital == small ? std::string_view::npos : text.find(capital, from);
  while (true) {
    const std::size_t at = next_small < next_capital ? next_small : next_capital;
    if (at == std::string_view::npos || text.size() - at < needle.size())
      return std::string_view::npos;
    if (equal(text.substr(at, needle.size()), needle)) return at;
    if (at == next_small) {
      next_small = text.find(small, at + 1);
    } else {
      next_capital = text.find(capital, at + 1);
    }
  }
}

std::size_t find_8bit(std::string_view text) {
  // In blocks, which compilers turn into vector code: this runs over all bodies.
  constexpr std::size_t block = 64;
  std::size_t i = 0;
  for (; i + block <= text.size(); i += block) {
    const char* p = text.data() + i;
    unsigned char any = 0;
    for (std::size_t j = 0; j < block; ++j) {
      any = static_cast<unsigned char>(any | static_cast<unsigned char>(p[j]));
    }
    if (any >= 0x80) break;
  }
  while (i < text.size() && !is_8bit(text[i])) ++i;
  return i < text.size() ? i : std::string_view::npos;
}

std::string to_lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

}  // namespace maillint::ascii
