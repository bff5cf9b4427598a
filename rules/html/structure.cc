// Rules html-unclosed-tag, html-missing-end-tag, html-duplicate-id, html-heading-skip: how the
// elements stand to each other.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "lint/ascii.h"
#include "lint/template/file.h"
#include "rules/html/tag.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view unclosed_references[] = {"HTML 13.1.2.4"};
constexpr std::string_view balance_references[] = {"SpamAssassin HTML_TAG_BALANCE"};
constexpr std::string_view id_references[] = {"HTML 3.2.6"};
constexpr std::string_view heading_references[] = {"WCAG 2 1.3.1"};

/// "<div" of "<div class=x>".
std::string_view tag_name(std::string_view tag) {
  return tag.substr(0, tag.find_first_of(" \t\r\n\f/>", 1));
}

void check_unclosed(const HtmlBody& html, const Facts& facts, const Settings&,
                    const Reporter& report) {
  const HtmlStructure& structure = html.structure();
  const TemplateFile* file = facts.message().template_file();
  for (const auto& [tag, seen_at] : structure.unclosed) {
    if (html.body->tags.branches_between(tag.begin, seen_at)) continue;
    // Of a partial the end may stand in another file, unless something around it ends here.
    if (file != nullptr && !file->is_whole && seen_at == html.html().size()) continue;
    report(facts.place_in(html, tag),
           fmt::format("{}> has no end tag", shortened(tag_name(html.body->written(tag)))));
  }
  if (!structure.cut_tag.empty()) {
    report(facts.place_in(html, structure.cut_tag), "a tag without \">\" or an open quote");
  }
  if (structure.comments.empty()) return;
  const Span last = structure.comments.back();
  const std::string_view text = html.html(last);
  const bool conditional = ascii::starts_with(text, "<!--[if");  // html-conditional-unclosed
  if (last.end == html.html().size() && !text.ends_with('>') && !conditional) {
    report(facts.place_in(html, last), "a comment that never ends");
  }
}

/// One element that may stand once: `tags` and `ends` in order.
void report_balance(const HtmlBody& html, const Facts& facts, const Reporter& report,
                    std::string_view name, const std::vector<Span>& ends) {
  std::vector<Span> starts;
  each_tag(html, name, [&](const HtmlTag& tag) { starts.push_back(tag.span); });
  if (starts.size() > ends.size()) {
    report(facts.place_in(html, starts[ends.size()]), fmt::format("<{}> has no end tag", name));
  } else if (ends.size() > starts.size()) {
    report(facts.place_in(html, ends[starts.size()]), fmt::format("</{}> has no start tag", name));
  }
}

void check_balance(const HtmlBody& html, const Facts& facts, const Settings&,
                   const Reporter& report) {
  report_balance(html, facts, report, "html", html.structure().html_ends);
  report_balance(html, facts, report, "head", html.structure().head_ends);
  report_balance(html, facts, report, "body", html.structure().body_ends);
}

/// A template may write one of the two only, or something else in each.
bool is_filled_in(const HtmlBody& html, Span first, Span second) {
  const TemplateTags& tags = html.body->tags;
  return tags.branches_between(first.begin, second.end) || !tags.in(first).empty();
}

void check_ids(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  std::vector<Span> ids = html.structure().ids;
  const auto text = [&](Span span) { return html.html(span); };
  std::ranges::stable_sort(ids, {}, text);
  for (std::size_t i = 1; i < ids.size(); ++i) {
    if (ids[i].empty() || text(ids[i]) != text(ids[i - 1])) continue;
    if (is_filled_in(html, ids[i - 1], ids[i])) continue;
    report(facts.place_in(html, ids[i]),
           fmt::format("id \"{}\" is taken", shortened(text(ids[i]))));
  }
}

void check_headings(const HtmlBody& html, const Facts& facts, const Settings&,
                    const Reporter& report) {
  int level = 0;
  std::uint32_t before = 0;
  for (const HtmlTag& tag : html.structure().tags) {
    const std::string_view name = html_element(tag.element).name;
    if (name.size() != 2 || name[0] != 'h' || !ascii::is_digit(name[1])) continue;
    const int next = name[1] - '0';
    if (level != 0 && next > level + 1 &&
        !html.body->tags.branches_between(before, tag.span.begin)) {
      report(facts.place_in(html, tag.span), fmt::format("h{} follows h{}", next, level));
    }
    level = next;
    before = tag.span.begin;
  }
}

}  // namespace

constinit const Rule html_unclosed_tag{
    .id = "html-unclosed-tag",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "Element is never closed",
    .why = "Each mail program repairs it in its own way, so the layout breaks in some of them.",
    .remedy = "Write the end tag.",
    .references = unclosed_references,
    .check = check_unclosed,
};

constinit const Rule html_missing_end_tag{
    .id = "html-missing-end-tag",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "html, head or body is not closed",
    .why = "Browsers do without the end tag; filters take it for a sign of a careless program.",
    .remedy = "Write start and end tag once each.",
    .references = balance_references,
    .check = check_balance,
};

constinit const Rule html_duplicate_id{
    .id = "html-duplicate-id",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "Two elements have the same id",
    .why = "Links to it and styles for it find the first one only.",
    .remedy = "Give each element an id of its own, or use class.",
    .references = id_references,
    .check = check_ids,
};

constinit const Rule html_heading_skip{
    .id = "html-heading-skip",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "Heading skips a level",
    .why = "Screen readers list the headings, and blind readers look for the one that is missing.",
    .remedy = "Use h2 below h1, h3 below h2; size is a matter of style.",
    .references = heading_references,
    .check = check_headings,
};

}  // namespace maillint::rules
