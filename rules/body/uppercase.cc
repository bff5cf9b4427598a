// Rule body-mostly-uppercase: most letters of the text are capitals.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/utf8.h"
#include "rules/body/new_text.h"
#include "rules/data/phrases.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"SpamAssassin UPPERCASE_50_75"};

struct Letters {
  std::size_t capitals = 0;
  std::size_t small = 0;
};

void count_ascii(std::string_view text, Letters& letters) {
  for (std::size_t i = 0; i < text.size();) {
    // Counters of one octet, which compilers turn into vector code.
    const std::string_view block = text.substr(i, 128);
    unsigned char capitals = 0;
    unsigned char small = 0;
    for (const char c : block) {
      capitals = static_cast<unsigned char>(capitals + (c >= 'A' && c <= 'Z' ? 1 : 0));
      small = static_cast<unsigned char>(small + (c >= 'a' && c <= 'z' ? 1 : 0));
    }
    letters.capitals += capitals;
    letters.small += small;
    i += block.size();
  }
}

/// Of scripts that have both.
void count(std::string_view text, Letters& letters) {
  for (std::size_t i = 0; i < text.size();) {
    if (!ascii::is_8bit(text[i])) {
      const std::size_t size = std::min(ascii::find_8bit(text.substr(i)), text.size() - i);
      count_ascii(text.substr(i, size), letters);
      i += size;
      continue;
    }
    const utf8::CodePoint c = utf8::decode(text, i);
    if (c.valid) {
      const char32_t folded = lists::fold_character(text, i).character;
      letters.capitals += folded != c.value && c.value < 0x2000;
      letters.small += folded == c.value && ((c.value >= 0xDF && c.value < 0x530));
    }
    i += c.length;
  }
}

void check(const TextBody& body, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  constexpr std::size_t fewest_letters = 100;
  if (settings.kind != Kind::message) return;
  const std::string_view text = body.visible();
  Letters letters;
  const std::vector<TextRange>& lines = new_lines(text);
  for (auto line = lines.begin(); line != lines.end();) {
    const std::size_t begin = line->begin;
    std::size_t end = line->end;
    while (++line != lines.end() && line->begin == end + 1) end = line->end;  // counted in one go
    count(text.substr(begin, end - begin), letters);
  }
  const std::size_t all = letters.capitals + letters.small;
  if (all < fewest_letters || letters.capitals * 2 <= all) return;
  report(facts.place_in(body, 0, 0),
         fmt::format("{} of {} letters are capitals", letters.capitals, all));
}

}  // namespace

constinit const Rule body_mostly_uppercase{
    .id = "body-mostly-uppercase",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "Most letters of the text are capitals",
    .why = "Readers feel shouted at, and filters count capitals as a sign of spam.",
    .remedy = "Write as usual, and stress single words.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
