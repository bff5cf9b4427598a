// Rule html-external-css: the look of the message is loaded when it is read.
#include <fmt/format.h>

#include "lint/web/url.h"
#include "rules/html/tag.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"rspamd EXT_CSS", "Ropemaker (Mimecast, 2017)"};

/// They give letters their shape and nothing else.
bool is_font_service(std::string_view url) {
  const std::string host =
      parse_url(url.starts_with("//") ? "https:" + std::string(url) : std::string(url)).host;
  for (const std::string_view service :
       {"fonts.googleapis.com", "fonts.gstatic.com", "use.typekit.net", "p.typekit.net",
        "use.typekit.com", "fonts.bunny.net", "fast.fonts.net", "cloud.typography.com",
        "fonts.adobe.com", "api.fontshare.com", "hello.myfonts.net"}) {
    if (host == service) return true;
  }
  return false;
}

void report_css(std::string_view url, const Place& place, const Reporter& report) {
  if (is_font_service(url)) {
    report.as(Severity::info, place, {.message = "loads a font when it is read"});
  } else {
    report(place, fmt::format("loads {}", shortened(url)));
  }
}

/// The URL of "@import url(x) screen", "@import 'x'".
std::string_view imported(std::string_view rule) {
  rule = ascii::trim(rule.substr(std::string_view("@import").size()));
  if (ascii::starts_with(rule, "url(")) rule = ascii::trim(rule.substr(4));
  if (rule.empty()) return rule;
  if (rule[0] == '"' || rule[0] == '\'') return rule.substr(1, rule.find(rule[0], 1) - 1);
  return rule.substr(0, rule.find_first_of(") ;"));
}

void check(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  each_tag(html, "link", [&](const HtmlTag& tag) {
    const std::string rel = ascii::to_lower(attribute_value(html, tag, "rel"));
    const bool sheet = rel.find("stylesheet") != std::string::npos ||
                       ascii::equal(attribute_value(html, tag, "type"), "text/css");
    if (!sheet || attribute_value(html, tag, "href").empty()) return;
    report_css(attribute_value(html, tag, "href"), facts.place_in(html, tag.span), report);
  });
  for (const Span import : html.structure().imports) {
    report_css(imported(html.html(import)), facts.place_in(html, import), report);
  }
}

}  // namespace

constinit const Rule html_external_css{
    .id = "html-external-css",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "HTML loads a style sheet",
    .why =
        "Most mail programs load none, so the layout is lost. Who controls the sheet can change "
        "what the message says after it was delivered.",
    .remedy = "Put the styles into the message.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
