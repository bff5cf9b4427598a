// Look-alike letters and labels that mix scripts (UTS 39), for the scripts that fool Latin readers.
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "lint/ascii.h"
#include "lint/utf8.h"
#include "lint/web/domain.h"

namespace maillint {
namespace {

struct LookAlike {
  char32_t letter;
  char ascii;
};

// From UTS 39's idea of a prototype, reduced to letters that look like one ASCII letter in common
// fonts. Characters with a compatibility decomposition (full-width, mathematical) need no row.
// Sorted by letter.
constexpr auto look_alikes = std::to_array<LookAlike>({
    {0x00D8, 'O'}, {0x00F8, 'o'}, {0x0110, 'D'}, {0x0111, 'd'}, {0x0126, 'H'}, {0x0127, 'h'},
    {0x0131, 'i'}, {0x0141, 'L'}, {0x0142, 'l'}, {0x0166, 'T'}, {0x0167, 't'}, {0x0180, 'b'},
    {0x0192, 'f'}, {0x01C0, 'l'}, {0x0237, 'j'}, {0x0251, 'a'}, {0x0261, 'g'}, {0x0269, 'i'},
    {0x026A, 'i'}, {0x028B, 'u'}, {0x028F, 'y'}, {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'},
    {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'},
    {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03B1, 'a'},
    {0x03B3, 'y'}, {0x03B9, 'i'}, {0x03BA, 'k'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'},
    {0x03C3, 'o'}, {0x03C5, 'u'}, {0x03C7, 'x'}, {0x03F2, 'c'}, {0x03F3, 'j'}, {0x0405, 'S'},
    {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'},
    {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'},
    {0x0423, 'Y'}, {0x0425, 'X'}, {0x0430, 'a'}, {0x0435, 'e'}, {0x043A, 'k'}, {0x043E, 'o'},
    {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'},
    {0x0458, 'j'}, {0x04AE, 'Y'}, {0x04AF, 'y'}, {0x04BA, 'H'}, {0x04BB, 'h'}, {0x04C0, 'I'},
    {0x04CF, 'l'}, {0x0501, 'd'}, {0x050C, 'G'}, {0x051A, 'Q'}, {0x051B, 'q'}, {0x051C, 'W'},
    {0x051D, 'w'}, {0x0555, 'O'}, {0x0570, 'h'}, {0x0578, 'n'}, {0x057D, 'u'}, {0x0581, 'g'},
    {0x0585, 'o'}, {0x1D04, 'c'}, {0x1D0F, 'o'}, {0x1D1C, 'u'}, {0x1D20, 'v'}, {0x1D21, 'w'},
    {0x1D22, 'z'}, {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'}, {0x2212, '-'},
});

/// NUL if `letter` looks like no ASCII letter.
char look_alike(char32_t letter) {
  const auto found = std::ranges::lower_bound(look_alikes, letter, {}, &LookAlike::letter);
  return found != look_alikes.end() && found->letter == letter ? found->ascii : '\0';
}

/// Appends what `letter` looks like in ASCII, without its accents; false if it is like nothing.
bool append_look_alike(std::string& out, char32_t letter) {
  std::array<utf8proc_int32_t, 32> pieces{};
  int boundary_class = 0;
  const utf8proc_ssize_t count = utf8proc_decompose_char(
      static_cast<utf8proc_int32_t>(letter), pieces.data(), pieces.size(),
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT), &boundary_class);
  if (count <= 0 || count > static_cast<utf8proc_ssize_t>(pieces.size())) return false;
  std::string ascii_form;
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    const auto piece = static_cast<char32_t>(pieces[static_cast<std::size_t>(i)]);
    if (utf8proc_category(static_cast<utf8proc_int32_t>(piece)) == UTF8PROC_CATEGORY_MN) continue;
    const char c = piece < 0x80 ? static_cast<char>(piece) : look_alike(piece);
    if (c == '\0') return false;
    ascii_form += c;
  }
  out += ascii_form;
  return true;
}

enum class Script : std::uint8_t { other, latin, cyrillic, greek };

Script script_of(char32_t c) {
  if (c < 0x80) {
    return ascii::is_alpha(static_cast<char>(c)) ? Script::latin : Script::other;
  }
  if ((c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x250 && c <= 0x2AF) ||
      (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0xFF21 && c <= 0xFF5A)) {
    return Script::latin;
  }
  if ((c >= 0x400 && c <= 0x52F) || (c >= 0x1C80 && c <= 0x1C8F) || (c >= 0xA640 && c <= 0xA69F)) {
    return Script::cyrillic;
  }
  const bool greek =
      (c >= 0x370 && c <= 0x3FF && c != 0x37E && c != 0x387) || (c >= 0x1F00 && c <= 0x1FFF);
  return greek ? Script::greek : Script::other;
}

}  // namespace

bool mixes_scripts(std::string_view label) {
  bool seen[4] = {};
  for (std::size_t i = 0; i < label.size();) {
    const utf8::CodePoint c = utf8::decode(label, i);
    i += c.length;
    if (c.valid) seen[static_cast<std::size_t>(script_of(c.value))] = true;
  }
  const auto has = [&](Script script) { return seen[static_cast<std::size_t>(script)]; };
  return has(Script::latin) + has(Script::cyrillic) + has(Script::greek) > 1;
}

std::string skeleton(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, i);
    if (c.value < 0x80 || !c.valid || !append_look_alike(result, c.value)) {
      result.append(text, i, c.length);
    }
    i += c.length;
  }
  return result;
}

}  // namespace maillint
