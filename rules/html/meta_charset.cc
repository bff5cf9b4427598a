// Rule html-meta-charset-conflict: the HTML names another charset than its Content-Type field.
#include <fmt/format.h>

#include <algorithm>

#include "lint/charset_table.h"
#include "rules/html/tag.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"HTML 4.2.5", "RFC 2046 4.1.2"};

/// The charset that a meta element declares, "" if it does not.
std::string declared_charset(const HtmlBody& html, const HtmlTag& tag) {
  std::string charset = attribute_value(html, tag, "charset");
  if (!charset.empty()) return charset;
  if (!ascii::equal(attribute_value(html, tag, "http-equiv"), "content-type")) return {};
  const std::string content = attribute_value(html, tag, "content");
  const std::size_t name = ascii::find(content, "charset=");
  if (name == std::string::npos) return {};
  const std::size_t begin = std::min(content.find_first_not_of("\"' ", name + 8), content.size());
  const std::size_t end = std::min(content.find_first_of("\"' ;", begin), content.size());
  return content.substr(begin, end - begin);
}

/// One name for charsets that are read in the same way: us-ascii fits into all of them.
std::string_view family(const Charset& charset) {
  if (charset.name == "iso-8859-1" || charset.name == "windows-1252") return "windows-1252";
  if (charset.kind == CharsetKind::gb18030) return "gb18030";
  return charset.name;
}

void check(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  const Charset* sent = find_charset(html.body->charset);
  if (html.body->charset.empty() || sent == nullptr || sent->kind == CharsetKind::ascii) return;
  bool done = false;  // the first one counts
  each_tag(html, "meta", [&](const HtmlTag& tag) {
    const std::string text = done ? std::string() : declared_charset(html, tag);
    if (text.empty()) return;
    done = true;
    const Charset* meta = find_charset(text);
    if (meta == nullptr || meta->kind == CharsetKind::ascii || family(*meta) == family(*sent)) {
      return;
    }
    Detail detail{.message = fmt::format("the HTML says {}, the Content-Type field {}", meta->name,
                                         sent->name)};
    const Place place = facts.place_in(html, tag.span);
    // Text that is the same in both is at risk only when the message is saved or edited.
    if (ascii::find_8bit(html.html()) == std::string_view::npos) {
      report.as(Severity::info, place, std::move(detail));
    } else {
      report(place, std::move(detail));
    }
  });
}

}  // namespace

constinit const Rule html_meta_charset_conflict{
    .id = "html-meta-charset-conflict",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "HTML and Content-Type name different charsets",
    .why = "Mail programs believe one or the other, so letters come out wrong in some of them.",
    .remedy = "Say the charset of the Content-Type field in the meta element, or leave it out.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
