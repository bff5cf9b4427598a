// Rule body-mostly-uppercase: most letters of the text are capitals.
#include <fmt/format.h>

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

/// Of scripts that have both.
void count(std::string_view text, Letters& letters) {
  for (std::size_t i = 0; i < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, i);
    if (c.value < 0x80) {
      letters.capitals += c.value >= 'A' && c.value <= 'Z';
      letters.small += c.value >= 'a' && c.value <= 'z';
    } else if (c.valid) {
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
  for (const TextRange& line : new_lines(text)) {
    count(text.substr(line.begin, line.end - line.begin), letters);
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
