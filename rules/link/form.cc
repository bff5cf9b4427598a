// Rules link-too-long, link-space-in-href, link-double-scheme: how a target is written.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/link/target.h"
#include "rules/placeholder.h"

namespace maillint::rules {
namespace {

constexpr std::string_view long_references[] = {"Outlook and Internet Explorer: 2,083 characters"};
constexpr std::string_view space_references[] = {"RFC 3986 2"};
constexpr std::string_view double_references[] = {"RFC 3986 3"};

void check_length(const Link& link, const Facts&, const Settings&, const Reporter& report) {
  constexpr std::size_t octets_allowed = 2000;
  constexpr std::size_t octets_shown = 80;
  if (link.target.size() <= octets_allowed || !link.url.is_web()) return;
  report(link.place, {.message = fmt::format("the address is {} octets long", link.target.size()),
                      .evidence = std::string(link.target.substr(0, octets_shown)) + "..."});
}

void check_space(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  // Programs read "tel:+49 30 1234" and "mailto:...?subject=Two words" as they are meant.
  const bool is_mail = link.url.scheme == "mailto";
  if (link.html == nullptr || (!link.url.is_web() && !link.url.scheme.empty() && !is_mail)) return;
  // HTML allows white space around a URL, and browsers drop line ends in it.
  const std::string_view target = ascii::trim(link.target);
  const std::size_t at = target.find(' ');
  if (at == std::string_view::npos || find_placeholder(target)) return;
  if (link.url.scheme.empty() && target.front() == '[') return;  // "[insert link here]"
  const std::size_t begin = static_cast<std::size_t>(target.data() - link.target.data()) + at;
  report.as(is_mail ? Severity::info : Severity::warning,
            target_place(link, facts, begin, begin + 1),
            {.message = "a space inside the address", .evidence = std::string(target)});
}

/// Length of a scheme and what follows it up to the name of the host: "http://", "https//",
/// "mailto:". 0 if the text does not begin so.
std::size_t scheme_length(std::string_view text) {
  for (const std::string_view scheme : {"https", "http", "ftp"}) {
    if (!ascii::starts_with(text, scheme)) continue;
    std::size_t end = scheme.size();
    while (end < text.size() && (text[end] == ':' || text[end] == '/')) ++end;
    const std::string_view marks = text.substr(scheme.size(), end - scheme.size());
    if (marks.find("//") != std::string_view::npos || marks == ":/") return end;
  }
  return ascii::starts_with(text, "mailto:") ? 7 : 0;
}

void check_double(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const std::string_view target = ascii::trim(link.target);
  std::size_t first = scheme_length(target);
  if (first == 0 && (ascii::starts_with(target, "http:") || ascii::starts_with(target, "https:"))) {
    first = target.find(':') + 1;  // "http:https://x"
  }
  if (first == 0) return;
  std::size_t second_at = first;
  if (ascii::starts_with(target.substr(first), "www.")) second_at += 4;
  const std::size_t second = scheme_length(target.substr(second_at));
  if (second == 0) return;
  const auto begin = static_cast<std::size_t>(target.data() - link.target.data());
  report(target_place(link, facts, begin, begin + second_at + second),
         fmt::format("\"{}\" after \"{}\"", target.substr(second_at, second),
                     target.substr(0, first)));
}

}  // namespace

constinit const Rule link_too_long{
    .id = "link-too-long",
    .severity = Severity::info,
    .criterion = Criterion::links,
    .summary = "Link is longer than 2000 octets",
    .why = "Some mail programs, browsers and servers cut it off, and then it leads nowhere.",
    .remedy = "Keep the data on the server, and put a short token into the link.",
    .references = long_references,
    .check = check_length,
};

constinit const Rule link_space_in_href{
    .id = "link-space-in-href",
    .severity = Severity::warning,
    .criterion = Criterion::links,
    .summary = "Space inside the address of a link",
    .why =
        "No URL holds a space. Some mail programs write %20 for it, others cut the address there.",
    .remedy = "Write %20, or take the space out.",
    .references = space_references,
    .check = check_space,
};

constinit const Rule link_double_scheme{
    .id = "link-double-scheme",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link has two schemes",
    .why = "The second one is read as the name of a host, which does not exist.",
    .remedy = "Keep one of them.",
    .references = double_references,
    .check = check_double,
};

}  // namespace maillint::rules
