// Rule link-backslash: a backslash in the address of a link.
#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/link/target.h"
#include "rules/placeholder.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"WHATWG URL 4.4"};

/// What programs print or match rather than link to: "http://x.example/\n", "www\.x\.example".
bool is_source_code(std::string_view after) {
  constexpr std::string_view letters_of_escapes = "nrtbdwsDWSux0";
  return after.size() < 2 || !ascii::is_alnum(after[0]) || !ascii::is_alnum(after[1]) ||
         letters_of_escapes.find(after[0]) != std::string_view::npos;
}

/// In plain text a URL is found by its "www." where backslashes follow the scheme: their number
/// of octets before the URL.
std::size_t backslashes_before(std::string_view before) {
  if (!before.ends_with(":\\\\")) return 0;
  const std::string_view scheme = before.substr(0, before.size() - 3);
  return ascii::ends_with(scheme, "http") || ascii::ends_with(scheme, "https") ? 2 : 0;
}

void check_backslash(const Link& link, const Facts& facts, const Settings&,
                     const Reporter& report) {
  const std::string_view target = link.target;
  if (link.html == nullptr && link.url.scheme.empty()) {
    const TextBody& body = facts.text_bodies()[link.text_body];
    const std::size_t begin = link.place.decoded.begin;
    const std::size_t size = backslashes_before(body.text.text().substr(0, begin));
    if (size > 0) report(facts.place_in(body, begin - size, begin), "backslashes after the scheme");
  }
  if (!link.url.has_backslash) return;
  const std::size_t at = target.substr(0, target.find_first_of("?#")).find('\\');
  if (at == std::string_view::npos || find_placeholder(target)) return;
  if (link.html == nullptr && is_source_code(target.substr(at + 1))) return;
  report(target_place(link, facts, at, at + 1),
         {.message = "a backslash in the address", .evidence = std::string(target)});
}

}  // namespace

constinit const Rule link_backslash{
    .id = "link-backslash",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Backslash in the address of a link",
    .why =
        "Browsers read it as a slash, other programs do not. Two readings of one address serve to "
        "deceive filters.",
    .remedy = "Write a slash, or %5C if the backslash is meant.",
    .references = references,
    .check = check_backslash,
};

}  // namespace maillint::rules
