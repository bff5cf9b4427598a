// Rules link-data-uri, link-javascript, link-insecure-http: the scheme of a link.
#include <fmt/format.h>

#include <algorithm>

#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view data_references[] = {"SpamAssassin URI_DATA", "RFC 2397"};
constexpr std::string_view script_references[] = {"WHATWG HTML 7.4.2.3.1"};
constexpr std::string_view http_references[] = {"RFC 9110 17.1"};

/// The scheme and a little of what follows: the rest may be a whole page.
Place beginning(const Link& link, const Facts& facts) {
  constexpr std::size_t octets_shown = 60;
  return target_place(link, facts, 0, std::min(link.target.size(), octets_shown));
}

void check_data(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  if (link.url.scheme != "data") return;
  const std::string_view path = link.url.path;
  const std::string_view type = path.substr(0, std::min(path.find_first_of(";,"), std::size_t{40}));
  report(beginning(link, facts),
         fmt::format("the link holds its own page{}{}", type.empty() ? "" : " of type ", type));
}

void check_script(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const std::string& scheme = link.url.scheme;
  if (scheme != "javascript" && scheme != "vbscript" && scheme != "livescript") return;
  report(beginning(link, facts), fmt::format("{}: runs nowhere in mail", scheme));
}

void check_http(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  if (link.url.scheme != "http") return;
  if (link.known == KnownUrl::scheme) {  // a template fills in the host
    report(target_place(link, facts, 0, link.url.scheme.size()),
           "the page is asked without encryption");
    return;
  }
  if (link.url.host.empty()) return;
  report(target_place(link, facts, 0, link.url.host_span.end),
         fmt::format("{} is asked without encryption", link.url.host));
}

}  // namespace

constinit const Rule link_data_uri{
    .id = "link-data-uri",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link is a data: URI",
    .why =
        "A page inside a link has no address that anyone could check. Phishing uses it, browsers "
        "refuse to open it, and filters refuse the mail.",
    .remedy = "Put the page on a site and link to it, or attach the file.",
    .references = data_references,
    .check = check_data,
};

constinit const Rule link_javascript{
    .id = "link-javascript",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link runs a script",
    .why = "Every mail program strips it, so the link does nothing. Filters take it for an attack.",
    .remedy = "Link to a page that does it.",
    .references = script_references,
    .check = check_script,
};

constinit const Rule link_insecure_http{
    .id = "link-insecure-http",
    .severity = Severity::info,
    .criterion = Criterion::links,
    .summary = "Link goes to http instead of https",
    .why = "Anyone on the way can read and change the page, and browsers warn before they open it.",
    .remedy = "Link to the https address.",
    .references = http_references,
    .check = check_http,
};

}  // namespace maillint::rules
