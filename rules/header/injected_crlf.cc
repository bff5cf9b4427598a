// Rule header-injected-crlf: a line end as text in a field, where someone tried to add fields.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "lint/blocks.h"
#include "lint/field_id.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"CWE-93"};
constexpr auto npos = std::string_view::npos;

/// A line end in writing: "%0d%0a", "\r\n", "&#13;&#10;".
struct Written {
  std::size_t begin = npos;
  std::size_t end = npos;
  bool whole = false;  // both CR and LF
};

constexpr std::string_view pieces[] = {"%0d",   "%0a",   "\\r",   "\\n",
                                       "&#13;", "&#10;", "&#xd;", "&#xa;"};

Written find_written(std::string_view text, std::size_t from) {
  Written found;
  std::size_t count = 0;
  for (std::size_t i = from; i < text.size();) {
    std::size_t size = 0;
    if (text[i] == '%' || text[i] == '\\' || text[i] == '&') {
      for (const std::string_view piece : pieces) {
        // "\R" is no line end.
        const std::string_view here = text.substr(i, piece.size());
        if (piece[0] == '\\' ? here == piece : ascii::equal(here, piece)) size = piece.size();
      }
    }
    if (size == 0 && count > 0) break;
    if (size == 0) {
      ++i;
      continue;
    }
    if (count++ == 0) found.begin = i;
    i += size;
    found.end = i;
  }
  found.whole = count > 1;
  return found;
}

/// "Bcc:", "content-type:", after the line end.
bool begins_field(std::string_view text, bool known_only) {
  text = ascii::trim(text);
  std::size_t end = 0;
  while (end < text.size() && (ascii::is_alnum(text[end]) || text[end] == '-')) ++end;
  if (end == 0 || end > 40) return false;
  const std::string_view rest = text.substr(end);
  if (!rest.starts_with(':') && !ascii::starts_with(rest, "%3a")) return false;
  const std::string_view name = text.substr(0, end);
  return field_id(name) != FieldId::other || (!known_only && ascii::starts_with(name, "x-"));
}

/// mailto:?body= and other URLs hold such line ends by right.
bool is_in_url(std::string_view text, std::size_t at) {
  while (at > 0 && !ascii::is_space(text[at - 1]) && text[at - 1] != '<') --at;
  const std::string_view word = text.substr(at, text.find_first_of(" \t\r\n>", at) - at);
  return word.find("://") != npos || ascii::find(word, "mailto:") != npos;
}

bool is_word_end(char c) { return ascii::is_alnum(c) || ascii::is_8bit(c) || c == '.' || c == '>'; }

void check(const Field& field, const Facts& facts, const Settings&, const Reporter& report) {
  if (field.id == FieldId::dkim_signature || field.id == FieldId::list_unsubscribe) return;
  const std::string_view body = facts.message().body(field);
  const auto begins_piece = [](auto at) {
    return (at(0) == '%') | (at(0) == '\\') | (at(0) == '&');
  };
  if (find_in_blocks(body.data(), body.size(), 0, begins_piece) == body.size()) return;
  for (Written at = find_written(body, 0); at.begin != npos; at = find_written(body, at.end)) {
    if (is_in_url(body, at.begin)) continue;
    // People write about "\r\n" too, with a space before it.
    const bool glued = at.whole && at.begin > 0 && is_word_end(body[at.begin - 1]);
    if (!glued && !begins_field(body.substr(at.end), !at.whole)) continue;
    report(span_of(field.body.begin + at.begin, field.body.begin + at.end),
           fmt::format("{} holds a line end as text", facts.message().name(field).substr(0, 60)));
    return;
  }
}

}  // namespace

constinit const Rule header_injected_crlf{
    .id = "header-injected-crlf",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "A line end stands as text in a field",
    .why =
        "A form handed on what someone typed to add fields of his own: the attempt failed this "
        "time.",
    .remedy = "Let the form refuse line ends in names, addresses and subjects.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
