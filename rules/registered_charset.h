// Charsets that are registered although mail does not use them.
#pragma once

#include <string>
#include <string_view>

#include "lint/ascii.h"

namespace maillint::rules {

/// Whether IANA knows the name, by its pattern: no client decodes these, but they are no slip.
inline bool is_registered_charset(std::string_view charset) {
  const std::string name = ascii::to_lower(ascii::trim(charset));
  return name == "unknown-8bit" || name.starts_with("ibm") || name.starts_with("cp") ||
         name.starts_with("cs") || name.starts_with("ebcdic");
}

}  // namespace maillint::rules
