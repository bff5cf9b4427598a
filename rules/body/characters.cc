// Rules body-replacement-char, body-zero-width-flood: characters that no author types.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/blocks.h"
#include "lint/utf8.h"
#include "rules/body/new_text.h"
#include "rules/index.h"
#include "rules/visible_text.h"

namespace maillint::rules {
namespace {

constexpr std::string_view replacement_references[] = {"Unicode 23.8"};
constexpr std::string_view zero_width_references[] = {"SpamAssassin UNICODE_OBFU_ZW"};

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Whether the author's text holds it. Those that stand for octets which do not fit the charset
/// are ours, and mime-charset-* report them.
bool is_in_source(const TextBody& body, const Place& place, const Message& message) {
  if (body.invalid_octets == 0 && body.charset_known) return true;
  const std::string_view source = message.text(place.source);
  return source.starts_with(replacement) || ascii::starts_with(source, "=EF=BF=BD") ||
         source.starts_with('&');
}

void check_replacement(const TextBody& body, const Facts& facts, const Settings& settings,
                       const Reporter& report) {
  if (settings.kind == Kind::report) return;
  const VisibleText visible(body, facts);
  const std::string_view text = visible.text();
  for (std::size_t i = 0; (i = text.find(replacement, i)) != std::string_view::npos;) {
    const std::size_t begin = i;
    while (text.substr(i).starts_with(replacement)) i += replacement.size();
    if (is_quoted_line(text, begin)) continue;
    const Place place = visible.place(begin, i);
    if (!is_in_source(body, place, facts.message())) continue;
    const std::size_t count = (i - begin) / replacement.size();
    report(place, count == 1 ? std::string("a letter was lost and U+FFFD put in")
                             : fmt::format("{} letters were lost", count));
  }
}

constexpr bool is_zero_width(char32_t c) {
  return c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF || c == 0xAD ||
         c == 0x034F || c == 0x180E;
}

/// By octets that all of them begin with, and little else.
bool may_hold_zero_width(std::string_view text) {
  if (ascii::find_8bit(text) == std::string_view::npos) return false;
  const auto may_begin = [](auto at) {
    const auto two = [&](char a, char b) { return (at(0) == a) & (at(1) == b); };
    return (two('\xE2', '\x80') & (at(2) < '\x8E')) | two('\xE2', '\x81') | two('\xEF', '\xBB') |
           two('\xC2', '\xAD') | two('\xCD', '\x8F') | two('\xE1', '\xA0');
  };
  return find_in_text<3>(text, 0, may_begin) < text.size();
}

/// Latin, Greek and Cyrillic letters: other scripts need joiners inside words.
bool is_letter(char32_t c) {
  if (c < 0x80) return ascii::is_alnum(static_cast<char>(c));
  return (c >= 0xC0 && c <= 0x24F) || (c >= 0x370 && c <= 0x52F);
}

struct Splits {
  std::size_t first_begin = 0;
  std::size_t first_end = 0;
  std::size_t count = 0;  // of zero-width characters inside words
  std::size_t tight = 0;  // one letter after another one: no hyphenation
};

/// Soft hyphens are legal between syllables, so they count only after single letters.
Splits find_splits(std::string_view text) {
  Splits splits;
  char32_t before = ' ';      // the last visible character
  std::size_t since = 0;      // visible letters since the last split
  std::size_t gap_begin = 0;  // of the zero-width characters after it
  bool gap = false;
  bool soft = false;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, i);
    if (is_zero_width(c.value)) {
      if (!gap) {
        gap_begin = i;
        soft = true;
      }
      gap = true;
      soft &= c.value == 0xAD;
      i += c.length;
      continue;
    }
    if (gap && is_letter(before) && is_letter(c.value)) {
      const bool tight = since == 1;
      if (!soft || tight) {
        if (splits.count == 0) {
          splits.first_begin = gap_begin;
          splits.first_end = i;
        }
        ++splits.count;
        splits.tight += tight;
      }
      since = 0;
    }
    since = is_letter(c.value) ? since + 1 : 0;
    gap = false;
    before = c.value;
    i += c.length;
  }
  return splits;
}

void check_zero_width(const TextBody& body, const Facts& facts, const Settings& settings,
                      const Reporter& report) {
  constexpr std::size_t fewest = 3;
  if (settings.kind == Kind::report) return;
  const VisibleText visible(body, facts);
  const std::string_view text = visible.text();
  if (!may_hold_zero_width(text)) return;
  const Splits splits = find_splits(text);
  if (splits.count < fewest && splits.tight < 2) return;
  report(visible.place(splits.first_begin, splits.first_end),
         fmt::format("{} invisible characters split words", splits.count));
}

}  // namespace

constinit const Rule body_replacement_char{
    .id = "body-replacement-char",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "A letter was lost: U+FFFD stands in its place",
    .why =
        "A program met an octet that it could not read and put the replacement character in. The "
        "letter is gone for every reader.",
    .remedy = "Find where the text is read with the wrong charset, and take it from its source.",
    .references = replacement_references,
    .check = check_replacement,
};

constinit const Rule body_zero_width_flood{
    .id = "body-zero-width-flood",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Invisible characters split the words of the text",
    .why = "Spam does so to hide words from filters, and filters refuse text that holds them.",
    .remedy = "Take the zero-width characters out.",
    .references = zero_width_references,
    .check = check_zero_width,
};

}  // namespace maillint::rules
