// UTF-8 whose octets were read as characters of Latin-1 or windows-1252.
#include "rules/body/misread.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/utf8.h"

namespace maillint {
namespace {

/// windows-1252, 0x80 to 0x9F; 0 where it has no character.
constexpr std::array<char16_t, 32> windows_1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The octet 0x80 to 0xBF that Latin-1 or windows-1252 reads as `c`; 0 if there is none.
unsigned continuation_of(char32_t c) {
  if (c >= 0x80 && c <= 0xBF) return c;
  const auto found = std::ranges::find(windows_1252, static_cast<char16_t>(c));
  return c > 0xFF && c < 0x10000 && found != windows_1252.end()
             ? 0x80 + static_cast<unsigned>(found - windows_1252.begin())
             : 0;
}

}  // namespace

MisreadCharacter misread_at(std::string_view text, std::size_t at) {
  const utf8::CodePoint lead = utf8::decode(text, at);
  if (!lead.valid || lead.value < 0xC2 || lead.value > 0xF4) return {};
  const std::size_t count = lead.value >= 0xF0 ? 4 : lead.value >= 0xE0 ? 3 : 2;
  std::string octets(1, static_cast<char>(lead.value));
  std::size_t end = at + lead.length;
  while (octets.size() < count && end < text.size()) {
    const utf8::CodePoint c = utf8::decode(text, end);
    const unsigned octet = c.valid ? continuation_of(c.value) : 0;
    if (octet == 0) return {};
    octets += static_cast<char>(octet);
    end += c.length;
  }
  if (octets.size() < count) return {};
  const utf8::CodePoint meant = utf8::decode(octets, 0);
  if (!meant.valid || meant.length != count) return {};
  return {end - at, meant.value, count};
}

}  // namespace maillint
