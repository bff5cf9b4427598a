// Mail programs that client-* rules know.
#include "rules/clients.h"

#include "lint/rule.h"

namespace maillint {
namespace {

/// Those that most readers have; Windows Mail is gone, and webmail of single providers is regional.
constexpr std::string_view default_globs[] = {
    "apple-mail.*",        "gmail.*",         "outlook.android", "outlook.ios",   "outlook.macos",
    "outlook.outlook-com", "outlook.windows", "samsung-email.*", "thunderbird.*", "yahoo.*"};

}  // namespace

std::uint64_t clients_named(std::string_view glob) {
  const auto clients = mail_clients();
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    const std::string_view id = clients[i].id;
    const bool is_family =
        glob.find('.') == std::string_view::npos && glob_match(glob, id.substr(0, id.find('.')));
    if (is_family || glob_match(glob, id)) bits |= std::uint64_t{1} << i;
  }
  return bits;
}

std::uint64_t default_clients() {
  static const std::uint64_t bits = [] {
    std::uint64_t all = 0;
    for (const std::string_view glob : default_globs) all |= clients_named(glob);
    return all;
  }();
  return bits;
}

}  // namespace maillint
