// Rule link-malformed: "https:/x", "https//x", "htps://x" and other broken web addresses.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/link/target.h"
#include "rules/placeholder.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 3986 3", "WHATWG URL 4.4"};

std::string reason(const Url& url) {
  switch (url.fault) {
    case UrlFault::slash_count:
      return fmt::format("\"{}:\" must be followed by two slashes", url.scheme);
    case UrlFault::missing_colon:
      return fmt::format("the colon after \"{}\" is missing", url.scheme);
    case UrlFault::extra_colon:
      return fmt::format("\"{}\" must be followed by one colon", url.scheme);
    case UrlFault::scheme_typo:
      return fmt::format("\"{}\" is no scheme, http or https is meant", url.scheme);
    case UrlFault::no_host:
      return "there is no host";
    case UrlFault::bad_host:
      return fmt::format("\"{}\" cannot be a host name", url.host_raw);
    case UrlFault::empty_label:
      return fmt::format("\"{}\" has two dots in a row or begins with one", url.host_raw);
    case UrlFault::bad_port:
      return "the port is no number from 0 to 65535";
    case UrlFault::bad_address:
      return fmt::format("\"{}\" is no valid IP address", url.host_raw);
    case UrlFault::none:
      break;
  }
  return {};
}

/// "https://" and the like: link-placeholder-href reports those.
bool is_nothing_but_scheme(std::string_view target) {
  const std::string_view text = ascii::trim(target);
  return !text.empty() && (text.back() == '/' || text.back() == ':') &&
         text.find_first_of("/:") >= text.find_last_not_of("/:");
}

/// In plain text a URL is found by its "www." when its scheme is broken: "htps://www.example.com".
/// The broken scheme with the URL, "" if the URL stands alone.
std::string_view with_scheme_before(const Link& link, const Facts& facts) {
  const std::string_view text = facts.text_bodies()[link.text_body].text.text();
  std::size_t begin = link.place.decoded.begin;
  const std::size_t earliest = begin - std::min<std::size_t>(begin, 12);
  while (begin > earliest && (ascii::is_alpha(text[begin - 1]) || text[begin - 1] == ':' ||
                              text[begin - 1] == ';' || text[begin - 1] == '/')) {
    --begin;
  }
  const std::string_view whole = text.substr(begin, link.place.decoded.end - begin);
  return ascii::is_alpha(whole.front()) && whole.size() > link.target.size() ? whole
                                                                             : std::string_view();
}

void check(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  if (link.html == nullptr && ascii::starts_with(link.target, "www.")) {
    const std::string_view whole = with_scheme_before(link, facts);
    if (whole.empty()) return;
    const Url url = parse_url(whole);
    if (!url.is_malformed()) return;
    const TextBody& body = facts.text_bodies()[link.text_body];
    const std::size_t end = link.place.decoded.end;
    report(facts.place_in(body, end - whole.size(), end), reason(url));
    return;
  }
  if (!link.url.is_malformed() || is_nothing_but_scheme(link.target)) return;
  if (find_placeholder(link.target)) return;  // an unfilled template is its own fault
  report(link.place, reason(link.url));
}

}  // namespace

constinit const Rule link_malformed{
    .id = "link-malformed",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link is no valid web address",
    .why =
        "Some mail programs repair it, others open nothing. Filters take a URL that is read in two "
        "ways for an attempt to get past them.",
    .remedy = "Write it as https://host/path.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
