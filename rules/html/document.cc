// Rules html-missing-lang, html-missing-title, html-missing-doctype, html-content-after-end: what
// an HTML document says about itself. A piece of HTML without <html> is no document.
#include <fmt/format.h>

#include "rules/html/tag.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view lang_references[] = {"WCAG 2 3.1.1"};
constexpr std::string_view title_references[] = {"WCAG 2 2.4.2"};
constexpr std::string_view doctype_references[] = {"HTML 13.1.1"};
constexpr std::string_view after_references[] = {"SpamAssassin CONTENT_AFTER_HTML"};

void check_lang(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  const HtmlTag* tag = html.structure().find("html");
  if (tag == nullptr) return;
  if (!attribute_value(html, *tag, "lang").empty()) return;
  if (!attribute_value(html, *tag, "xml:lang").empty()) return;
  report(facts.place_in(html, tag->span));
}

void check_title(const HtmlBody& html, const Facts& facts, const Settings&,
                 const Reporter& report) {
  const HtmlTag* tag = html.structure().find("html");
  if (tag == nullptr || !html.document().title.empty()) return;
  const HtmlTag* title = html.structure().find("title");
  const HtmlTag* head = html.structure().find("head");
  if (title != nullptr) {
    report(facts.place_in(html, title->span), "title is empty");
  } else {
    report(facts.place_in(html, head != nullptr ? head->span : tag->span));
  }
}

void check_doctype(const HtmlBody& html, const Facts& facts, const Settings&,
                   const Reporter& report) {
  const HtmlTag* tag = html.structure().find("html");
  if (tag == nullptr || !html.structure().doctype.empty()) return;
  report(facts.place_in(html, tag->span));
}

void check_after(const HtmlBody& html, const Facts& facts, const Settings&,
                 const Reporter& report) {
  const Span after = html.structure().after_end;
  if (!after.empty()) report(facts.place_in(html, after));
}

}  // namespace

constinit const Rule html_missing_lang{
    .id = "html-missing-lang",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "HTML does not say its language",
    .why = "Screen readers then read it in the voice of another language.",
    .remedy = "Write <html lang=\"en\">, with the language of the text.",
    .references = lang_references,
    .check = check_lang,
};

constinit const Rule html_missing_title{
    .id = "html-missing-title",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "HTML has no title",
    .why = "Screen readers read it first, and browsers show it for \"view in browser\".",
    .remedy = "Write the subject into <title>.",
    .references = title_references,
    .check = check_title,
};

constinit const Rule html_missing_doctype{
    .id = "html-missing-doctype",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "HTML has no doctype",
    .why = "Mail programs then lay it out as browsers of the nineties did.",
    .remedy = "Begin with <!DOCTYPE html>.",
    .references = doctype_references,
    .check = check_doctype,
};

constinit const Rule html_content_after_end{
    .id = "html-content-after-end",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "Something follows the end of the HTML",
    .why = "A program has added it without reading the HTML; some readers do not see it.",
    .remedy = "Put it before </body>.",
    .references = after_references,
    .check = check_after,
};

}  // namespace maillint::rules
