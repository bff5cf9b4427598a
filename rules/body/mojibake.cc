// Rule body-mojibake: UTF-8 that was read as another charset, and encoded once more.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/utf8.h"
#include "rules/body/misread.h"
#include "rules/body/new_text.h"
#include "rules/index.h"
#include "rules/visible_text.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"Unicode: UTF-8 read as windows-1252"};

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && (ascii::is_alpha(text[at]) || ascii::is_8bit(text[at]));
}

bool is_capital_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= 'A' && text[at] <= 'Z';
}

/// What may end a word that ends with "Ã" or "Â": then it is no sequence.
constexpr bool is_mark(char32_t c) {
  return c == 0x2019 || c == 0x201D || c == 0x2026 || c == 0x2013 || c == 0x2014 || c == 0xBB ||
         c == 0x2122;
}

/// Whether no one writes such characters in a row. The others ("É»", "Ð°") need company.
bool is_sure(std::string_view text, std::size_t at, const MisreadCharacter& sequence) {
  const utf8::CodePoint lead = utf8::decode(text, at);
  const utf8::CodePoint second = utf8::decode(text, at + lead.length);
  const std::size_t end = at + sequence.length;
  switch (lead.value) {
    case 0xC3:  // "Ã¼"; but "IRMÃ’s" ends with a mark
      if (!is_mark(second.value)) return true;
      return is_letter_at(text, end) &&
             (at == 0 || !is_capital_at(text, at - 1) || is_capital_at(text, end));
    case 0xC2:  // "Â°"; the no-break space may end a Romanian or French word in capitals
      if (second.value < 0xA0 || second.value > 0xBF || second.value == 0xBB) return false;
      return second.value != 0xA0 || at == 0 || !is_capital_at(text, at - 1);
    case 0xE2:  // "â€™", "âœ”"
      return second.value > 0xBF || second.value < 0xA0;
    case 0xF0:  // "ðŸ˜€"
      return second.value == 0x0178 || second.value == 0x9F;
    case 0xEF:  // "ï»¿", "ï¿½"
      return sequence.meant == 0xFEFF || sequence.meant == 0xFFFD;
    default:
      return false;
  }
}

struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string meant;
};

/// A row of sequences from text[at] on; empty if none of them is sure and there are too few.
Found row_at(std::string_view text, std::size_t at) {
  constexpr std::size_t meant_at_most = 24;
  Found found{.begin = at, .end = at, .meant = {}};
  bool sure = false;
  std::size_t short_ones = 0;
  std::size_t long_ones = 0;
  for (MisreadCharacter next;
       found.end < text.size() && (next = misread_at(text, found.end)).length > 0;) {
    sure |= is_sure(text, found.end, next);
    ++(next.letters > 2 ? long_ones : short_ones);
    if (found.meant.size() < meant_at_most) utf8::append(found.meant, next.meant);
    found.end += next.length;
  }
  if (!sure && long_ones < 2 && short_ones < 3) found.end = at;
  return found;
}

void check(const TextBody& body, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  if (settings.kind == Kind::report) return;
  const VisibleText visible(body, facts);
  const std::string_view text = visible.text();
  for (std::size_t i = 0; i < text.size();) {
    if (!ascii::is_8bit(text[i])) {
      const std::size_t ahead = ascii::find_8bit(text.substr(i));
      if (ahead == std::string_view::npos) return;
      i += ahead;
    }
    const Found found = row_at(text, i);
    if (found.end == i) {
      i += utf8::decode(text, i).length;
      continue;
    }
    i = found.end;
    if (is_quoted_line(text, found.begin)) continue;  // that happened to someone else
    report(visible.place(found.begin, found.end),
           fmt::format("\"{}\" was \"{}\" before its octets were read one by one",
                       text.substr(found.begin, std::min<std::size_t>(found.end - found.begin, 60)),
                       found.meant));
  }
}

}  // namespace

constinit const Rule body_mojibake{
    .id = "body-mojibake",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Garbled letters: UTF-8 that was encoded twice",
    .why =
        "Some program took UTF-8 for Latin-1. Readers see \"Ã¼\" for \"ü\", and take the message "
        "for spam.",
    .remedy = "Declare UTF-8 wherever the text is stored and read, and encode it once.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
