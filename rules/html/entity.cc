// Rule html-invalid-entity: character references that mean nothing, or too much.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/entities.h"
#include "lint/web/html_structure.h"
#include "rules/index.h"
#include "rules/placeholder.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"HTML 13.5", "HTML 13.2.5.73"};

constexpr std::size_t longest_name = 31;  // CounterClockwiseContourIntegral

struct Fault {
  std::size_t length = 0;  // octets from "&" on
  std::string message;     // "" if there is none
};

/// `text` begins with "&#".
Fault number_fault(std::string_view text) {
  const bool hex = text.size() > 2 && ascii::lower(text[2]) == 'x';
  std::size_t i = hex ? 3 : 2;
  const std::size_t digits = i;
  std::uint32_t number = 0;
  for (; i < text.size() && (hex ? ascii::is_hex(text[i]) : ascii::is_digit(text[i])); ++i) {
    number = std::min(number * (hex ? 16 : 10) + ascii::hex_value(text[i]), 0x110000U);
  }
  const bool closed = i < text.size() && text[i] == ';';
  if (i == digits) {
    // "#" after "&" in prose ("Q&#A") is no reference that anyone meant.
    return closed ? Fault{i + 1, "has no number"} : Fault{i, ""};
  }
  const std::size_t length = i + (closed ? 1 : 0);
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) {
    return {length, "is no character"};
  }
  return {length, closed ? "" : "lacks the semicolon"};
}

/// Octets of the name that was meant where letters and digits follow "&", 0 if it is prose: "nbsp"
/// of "nbspand", "copy" of "copy2026".
std::size_t meant_length(std::string_view name) {
  const bool common = name == "amp" || name == "lt" || name == "gt" || name == "reg";
  if (common || (name.size() >= 4 && find_entity(name) != nullptr)) return name.size();
  if (name.starts_with("nbsp")) return 4;
  std::size_t letters = 0;
  while (letters < name.size() && ascii::is_alpha(name[letters])) ++letters;
  const Entity* entity = find_entity(name.substr(0, letters));
  return letters >= 4 && letters < name.size() && entity != nullptr && entity->bare ? letters : 0;
}

/// `text` begins with "&" and a letter.
Fault name_fault(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && ascii::is_alnum(text[end])) ++end;
  const std::string_view name = text.substr(1, end - 1);
  const char after = end < text.size() ? text[end] : ' ';
  if (after == ';') {
    if (name.size() > longest_name || is_entity_name(name)) return {end + 1, ""};
    return {end + 1, "is no name that HTML knows"};
  }
  // "AT&T" and "?a=1&copy=2" are no references.
  if (after == '=') return {end, ""};
  const std::size_t length = meant_length(name);
  return {length == 0 ? end : 1 + length, length == 0 ? "" : "lacks the semicolon"};
}

/// "& nbsp;"
Fault space_fault(std::string_view text) {
  for (const std::string_view name : {"& nbsp;", "& amp;", "& copy;", "& quot;"}) {
    if (text.starts_with(name)) return {name.size(), "has a space behind \"&\""};
  }
  return {};
}

/// "&amp;nbsp;" is shown as "&nbsp;".
Fault double_fault(std::string_view text) {
  if (!text.starts_with("&amp;")) return {};
  const std::string_view inner = text.substr(5);
  const std::size_t end = inner.substr(0, longest_name + 1).find(';');
  if (end == std::string_view::npos || end == 0) return {};
  const std::string_view name = inner.substr(0, end);
  const bool number = name.size() > 1 && name[0] == '#' &&
                      std::ranges::all_of(name.substr(name[1] == 'x' ? 2 : 1), ascii::is_hex);
  if (!number && find_entity(name) == nullptr) return {};
  return {5 + end + 1, "is escaped twice"};
}

/// Messages about HTML show references on purpose.
bool shows_code(const HtmlBody& html) {
  const std::string_view text = html.html();
  return ascii::find(text, "<code") != std::string_view::npos ||
         ascii::find(text, "<pre") != std::string_view::npos;
}

void check_text(const HtmlBody& html, Span span, bool code, const Facts& facts,
                const Reporter& report) {
  const std::string_view text = html.html().substr(0, span.end);
  for (std::size_t at = text.find('&', span.begin); at != std::string_view::npos;) {
    const std::string_view rest = text.substr(at);
    Fault fault = code ? Fault{} : double_fault(rest);
    if (fault.length == 0 && rest.starts_with("&#")) {
      fault = number_fault(rest);
    } else if (fault.length == 0 && rest.size() > 1 && ascii::is_alpha(rest[1])) {
      fault = name_fault(rest);
    } else if (fault.length == 0) {
      fault = space_fault(rest);
    }
    const std::size_t length = std::max<std::size_t>(fault.length, 1);
    if (!fault.message.empty()) {
      report(facts.place_in(html, span_of(at, at + length)),
             fmt::format("\"{}\" {}", rest.substr(0, length), fault.message));
    }
    at = text.find('&', at + length);
  }
}

void check(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  const bool code = shows_code(html);
  for (const HtmlText& run : html.structure().texts)
    check_text(html, run.span, code, facts, report);
  for (const HtmlLink& link : html.document().links) {
    const std::size_t at = html.html(link.href_span).find("&amp;amp;");
    if (at == std::string_view::npos || find_placeholder(link.href)) continue;
    const std::size_t begin = link.href_span.begin + at;
    report(facts.place_in(html, span_of(begin, begin + 9)),
           "\"&amp;amp;\" is escaped twice: the server gets \"amp;\" in its query");
  }
}

}  // namespace

constinit const Rule html_invalid_entity{
    .id = "html-invalid-entity",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "Character reference is wrong",
    .why =
        "Readers see \"&nbsp\" or \"&amp;\" in the text, or another character in another program.",
    .remedy = "Write a name that HTML knows, with its semicolon, and escape text once.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
