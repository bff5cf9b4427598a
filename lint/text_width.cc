// How many columns of a terminal a text takes.
#include "lint/text_width.h"

#include <utf8proc.h>

#include "lint/utf8.h"

namespace maillint {

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto octet = static_cast<unsigned char>(text[i]);
    if (octet < 0x80) {
      columns += octet >= 0x20 && octet != 0x7F;
      ++i;
      continue;
    }
    const utf8::CodePoint c = utf8::decode(text, i);
    // utf8proc counts the soft hyphen as 1, as terminals do.
    columns +=
        c.valid
            ? static_cast<std::size_t>(utf8proc_charwidth(static_cast<utf8proc_int32_t>(c.value)))
            : 1;
    i += c.length;
  }
  return columns;
}

}  // namespace maillint
