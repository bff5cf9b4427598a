// Rule link-empty-link-text: nothing stands between <a> and </a>.
#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/html_tokenizer.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"WCAG 2.4.4"};

struct Content {
  bool text = false;   // also hidden text: whoever hides it wants no one to see the link
  bool image = false;  // or another thing that is seen
};

/// What stands between <a> and </a>. A link that is never closed ends with the next one.
Content content_of(std::string_view html, std::size_t from) {
  Content content;
  HtmlTokenizer tokenizer(html.substr(from));
  for (HtmlToken token = tokenizer.next(); token.kind != HtmlTokenKind::end_of_input;
       token = tokenizer.next()) {
    const std::string_view name = tokenizer.text(token.name);
    if (token.kind == HtmlTokenKind::end_tag && ascii::equal(name, "a")) break;
    if (token.kind == HtmlTokenKind::text) {
      std::string text = decode_entities(tokenizer.text(token.span));
      std::ranges::replace(text, '\xC2', ' ');  // U+00A0 is blank too
      std::ranges::replace(text, '\xA0', ' ');
      content.text |= std::ranges::any_of(text, [](char c) { return !ascii::is_space(c); });
    } else if (token.kind == HtmlTokenKind::start_tag) {
      if (ascii::equal(name, "a")) break;
      for (const std::string_view seen :
           {"img", "svg", "input", "button", "video", "canvas", "object"}) {
        content.image |= ascii::equal(name, seen);
      }
    } else if (token.kind == HtmlTokenKind::comment) {
      // What Outlook alone is shown ("<!--[if mso]>").
      content.image |= tokenizer.text(token.span).find("[if") != std::string_view::npos;
    }
    if (content.text) break;
  }
  return content;
}

/// A name for screen readers, or a picture from the style.
bool has_other_name(std::string_view tag) {
  for (const std::string_view word : {"aria-label", "title=", "background"}) {
    if (ascii::find(tag, word) != std::string_view::npos) return true;
  }
  return false;
}

void check_empty(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  if (link.html == nullptr || link.html->element != "a" || !link.shown.empty()) return;
  if (ascii::trim(link.target).empty()) return;  // link-empty-href
  const TextBody& body = facts.text_bodies()[link.text_body];
  const std::string_view html = body.text.text();
  const Content content = content_of(html, link.html->tag.end);
  if (content.text) return;
  const Span tag = link.html->tag;
  const bool mild = content.image || has_other_name(html.substr(tag.begin, tag.size()));
  report.as(mild ? Severity::info : Severity::warning, facts.place_in(body, tag.begin, tag.end),
            {.message = content.image ? "the picture in the link has no text"
                                      : "nothing stands between <a> and </a>"});
}

}  // namespace

constinit const Rule link_empty_link_text{
    .id = "link-empty-link-text",
    .severity = Severity::warning,
    .criterion = Criterion::links,
    .summary = "Link without a text",
    .why =
        "Nobody sees it, and screen readers spell out its address. Filters take invisible links "
        "for a trick.",
    .remedy = "Give the link a text (the picture in it an alt text), or take it away.",
    .references = references,
    .check = check_empty,
};

}  // namespace maillint::rules
