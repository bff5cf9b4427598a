// Lower case of any script.
#include "lint/case_fold.h"

#include <utf8proc.h>

#include "lint/ascii.h"
#include "lint/utf8.h"

namespace maillint {

std::string to_lower_case(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    if (static_cast<unsigned char>(utf8[at]) < 0x80) {
      out += ascii::lower(utf8[at++]);
      continue;
    }
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
