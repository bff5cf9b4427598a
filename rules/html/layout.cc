// Rules html-flex-grid and html-conditional-unclosed: what some mail programs lay out otherwise.
#include <fmt/format.h>

#include <vector>

#include "lint/ascii.h"
#include "lint/template/file.h"
#include "lint/web/html_structure.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view layout_references[] = {"caniemail"};
constexpr std::string_view conditional_references[] = {"Outlook, conditional comments"};

void check_layout(const HtmlBody& html, const Facts& facts, const Settings&,
                  const Reporter& report) {
  for (const Span declaration : html.structure().layouts) {
    report(facts.place_in(html, declaration));
  }
}

/// What a comment, as browsers split them, is to Outlook.
enum class Role { none, whole, opens, closes, cut };

constexpr std::string_view end_mark = "<![endif]";

/// "<!--[if mso]> ... <![endif]-->" is whole; "<!--[if !mso]><!-->", "<!--[if !mso]>-->" and
/// "<![if !mso]>" open what "<!--<![endif]-->" and "<![endif]>" close.
Role role_of(std::string_view comment) {
  const bool hidden = ascii::starts_with(comment, "<!--");
  std::string_view inner = ascii::trim(comment.substr(hidden ? 4 : 0));
  if (!hidden) {
    if (ascii::starts_with(inner, "<![if")) return Role::opens;
    return ascii::starts_with(inner, end_mark) ? Role::closes : Role::none;
  }
  if (!ascii::starts_with(inner, "[if")) {
    const bool closes = ascii::starts_with(inner, end_mark) || ascii::starts_with(inner, "[endif]");
    return closes ? Role::closes : Role::none;
  }
  const std::size_t condition = inner.find(']');
  if (condition == std::string_view::npos) return Role::cut;
  // The last condition inside must be followed by the end mark.
  std::size_t last = 0;
  for (std::size_t at = 0; (at = ascii::find(inner, "[if", at)) != std::string_view::npos; ++at) {
    last = at;
  }
  const std::size_t end = ascii::find(inner, end_mark, last);
  if (end != std::string_view::npos && last == 0) return Role::whole;
  const std::string_view rest = inner.substr(condition + 1);
  const bool only_marks = rest.find_first_not_of("<!-> \t\r\n") == std::string_view::npos;
  return only_marks && comment.ends_with('>') ? Role::opens : Role::cut;
}

void check_conditional(const HtmlBody& html, const Facts& facts, const Settings&,
                       const Reporter& report) {
  std::vector<Span> open;
  for (const Span comment : html.structure().comments) {
    switch (role_of(html.html(comment))) {
      case Role::opens:
        open.push_back(comment);
        break;
      case Role::closes:
        if (!open.empty()) open.pop_back();
        break;
      case Role::cut: {
        if (html.body->tags.branches_between(comment.begin, comment.end)) break;
        const std::size_t shown = std::min<std::size_t>(comment.size(), 80);
        report(facts.place_in(html, span_of(comment.begin, comment.begin + shown)),
               "no <![endif]--> follows before the comment ends");
        break;
      }
      case Role::none:
      case Role::whole:
        break;
    }
  }
  const TemplateFile* file = facts.message().template_file();
  if (file != nullptr && !file->is_whole) return;  // it may follow in another file
  for (const Span comment : open) {
    if (html.body->tags.branches_between(comment.begin, html.html().size())) continue;
    report(facts.place_in(html, comment), "no <![endif] follows");
  }
}

}  // namespace

constinit const Rule html_flex_grid{
    .id = "html-flex-grid",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "Layout that many mail programs do not have",
    .why = "Outlook and others know no flex, grid or fixed position: columns fall apart.",
    .remedy = "Use a table, and flex only where its loss does no harm.",
    .references = layout_references,
    .check = check_layout,
};

constinit const Rule html_conditional_unclosed{
    .id = "html-conditional-unclosed",
    .severity = Severity::error,
    .criterion = Criterion::rendering,
    .summary = "Conditional comment is not closed",
    .why = "Outlook hides or shows all that follows, up to the end of the message.",
    .remedy = "Write <![endif]--> (<!--<![endif]--> after <!--[if !mso]><!-->).",
    .references = conditional_references,
    .check = check_conditional,
};

}  // namespace maillint::rules
