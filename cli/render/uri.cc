// Paths as relative URI references (RFC 3986).
#include "cli/render/uri.h"

#include <fmt/format.h>

#include "lint/ascii.h"

namespace maillint::cli {

std::string uri_of_path(std::string_view path) {
  if (path.starts_with("./")) path.remove_prefix(2);
  std::string out;
  for (const char c : path) {
    // A ":" in the first segment would read as a scheme.
    const bool plain = ascii::is_alnum(c) ||
                       std::string_view("-._~/!$&'()*+,;=@").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace maillint::cli
