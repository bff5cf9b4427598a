// The address that the visible text of a link shows.
#include "rules/link/shown.h"

#include <algorithm>
#include <string>

#include "lint/ascii.h"

namespace maillint {
namespace {

/// Words beside a bare host that still leave it an address: "Visit bank.example now".
constexpr std::ptrdiff_t words_beside = 3;

bool is_explicit(std::string_view text) {
  return ascii::starts_with(text, "www.") || text.find("://") != std::string_view::npos ||
         text.find('/') != std::string_view::npos;
}

}  // namespace

std::optional<ShownUrl> shown_url(const Link& link, std::size_t from) {
  if (link.html == nullptr) return std::nullopt;
  for (UrlMatch match = find_shown_url(link.shown, from); match.begin < match.end;
       match = find_shown_url(link.shown, match.end)) {
    const std::string_view text = link.shown.substr(match.begin, match.end - match.begin);
    if (!is_explicit(text) && std::ranges::count(link.shown, ' ') > words_beside) continue;
    const bool has_scheme = text.find("://") != std::string_view::npos;
    ShownUrl shown{text, parse_url(has_scheme ? std::string(text) : "http://" + std::string(text))};
    if (!has_scheme) shown.url.scheme.clear();
    if (!shown.url.host.empty()) return shown;
  }
  return std::nullopt;
}

}  // namespace maillint
