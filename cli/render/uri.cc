// Paths of reports as services want them.
#include "cli/render/uri.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"

namespace maillint::cli {

std::string_view file_of_report(std::string_view path) {
  while (path.starts_with("./") && path.size() > 2) path.remove_prefix(2);
  const std::size_t hash = path.rfind('#');
  if (hash == std::string_view::npos || hash == 0 || hash + 1 == path.size()) return path;
  return std::ranges::all_of(path.substr(hash + 1), ascii::is_digit) ? path.substr(0, hash) : path;
}

std::string uri_of_path(std::string_view path) {
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
