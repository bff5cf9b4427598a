// Rules html-meta-refresh, html-base-href: what the head asks for.
#include "rules/html/tag.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view refresh_references[] = {"rspamd HTML_META_REFRESH_URL"};
constexpr std::string_view base_references[] = {"caniemail"};

void check_refresh(const HtmlBody& html, const Facts& facts, const Settings&,
                   const Reporter& report) {
  each_tag(html, "meta", [&](const HtmlTag& tag) {
    if (!ascii::equal(attribute_value(html, tag, "http-equiv"), "refresh")) return;
    report(facts.place_in(html, tag.span));
  });
}

/// "base target" alone harms no one.
void check_base(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  each_tag(html, "base", [&](const HtmlTag& tag) {
    if (html.structure().attribute(tag, "href", html.html()) == nullptr) return;
    report(facts.place_in(html, tag.span));
  });
}

}  // namespace

constinit const Rule html_meta_refresh{
    .id = "html-meta-refresh",
    .severity = Severity::error,
    .criterion = Criterion::rendering,
    .summary = "HTML sends the reader on to another page",
    .why = "Mail programs ignore it, and filters take it for phishing.",
    .remedy = "Write a link.",
    .references = refresh_references,
    .check = check_refresh,
};

constinit const Rule html_base_href{
    .id = "html-base-href",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "HTML sets a base for its links",
    .why = "Webmail takes it out, so links and pictures that rely on it lead nowhere.",
    .remedy = "Write whole addresses, and no base.",
    .references = base_references,
    .check = check_base,
};

}  // namespace maillint::rules
