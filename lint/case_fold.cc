// Lower case of any script.
#include "lint/case_fold.h"

#include <utf8proc.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/utf8.h"

namespace maillint {

std::string to_lower_case(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t ascii_octets = std::min(ascii::find_8bit(utf8.substr(at)), utf8.size() - at);
    out += ascii::to_lower(utf8.substr(at, ascii_octets));
    at += ascii_octets;
    if (at == utf8.size()) break;
    const utf8::CodePoint c = utf8::decode(utf8, at);
    if (c.valid) {
      utf8::append(out,
                   static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c.value))));
    } else {
      out += utf8[at];
    }
    at += c.length;
  }
  return out;
}

}  // namespace maillint
