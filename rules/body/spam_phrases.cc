// Rule body-spam-phrases: the text is dense with phrases of unwanted mail.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <vector>

#include "lint/ascii.h"
#include "lint/blocks.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

using lists::PhraseClass;
using lists::SpamPhrase;

constexpr std::string_view references[] = {
    "ALL-INKL.COM, Email error messages: similar to past spam"};

// Measured on the SpamAssassin public corpus: these bounds mark 10 % of its spam and none of its
// 4,150 wanted messages, newsletters included. Points are per different phrase.
constexpr std::size_t fewest_points = 10;
constexpr std::size_t points_per_100_words = 4;
constexpr std::size_t fewest_phrases = 2;  // strong or medium ones

constexpr std::size_t points(PhraseClass phrase_class) {
  switch (phrase_class) {
    case PhraseClass::strong:
      return 6;
    case PhraseClass::medium:
      return 3;
    case PhraseClass::weak:
      return 1;
  }
  return 0;
}

struct Wording {
  std::vector<SpamPhrase> phrases;  // each once, at its first place, in the order of the list
  std::size_t score = 0;
  std::size_t telling = 0;  // strong or medium
};

Wording read_wording(std::string_view text) {
  Wording result;
  const auto row = [](const SpamPhrase& p) { return p.phrase.data(); };
  for (auto found = lists::find_spam_phrase(text); found;
       found = lists::find_spam_phrase(text, found->end)) {
    const auto at = std::ranges::lower_bound(result.phrases, row(*found), {}, row);
    if (at != result.phrases.end() && row(*at) == row(*found)) continue;
    result.phrases.insert(at, *found);
    result.score += points(found->phrase_class);
    result.telling += found->phrase_class == PhraseClass::weak ? 0 : 1;
  }
  return result;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (; text.size() >= 64; text.remove_prefix(64)) {
    const std::uint64_t letters = ~bits_of_64(text.data(), [](auto at) {
      return (at(0) == ' ') | (at(0) == '\t') | (at(0) == '\r') | (at(0) == '\n');
    });
    words += static_cast<std::size_t>(std::popcount(letters & ~(letters << 1 | (inside ? 1 : 0))));
    inside = letters >> 63 != 0;
  }
  for (const char c : text) {
    words += !inside && !ascii::is_space(c);
    inside = !ascii::is_space(c);
  }
  return words;
}

/// The phrase in the body; of HTML its first occurrence in the source, or the begin of the body
/// where tags stand between its words.
Place place_of(const TextBody& body, const SpamPhrase& phrase, const Facts& facts) {
  if (!body.is_html) return facts.place_in(body, phrase.begin, phrase.end);
  const std::string_view wanted = body.visible().substr(phrase.begin, phrase.end - phrase.begin);
  const std::size_t at = ascii::find(body.text.text(), wanted);
  if (at == std::string_view::npos) return facts.place_in(body, 0, 0);
  return facts.place_in(body, at, at + wanted.size());
}

void check(const TextBody& body, const Facts& facts, const Settings&, const Reporter& report) {
  const std::string_view text = body.visible();
  Wording wording = read_wording(text);
  if (wording.score < fewest_points || wording.telling < fewest_phrases) return;
  const std::size_t words = count_words(text);
  if (wording.score * 100 < points_per_100_words * words) return;
  std::ranges::stable_sort(wording.phrases, {},
                           [](const SpamPhrase& p) { return std::pair(p.phrase_class, p.begin); });
  std::string named;
  constexpr std::size_t shown = 4;
  for (std::size_t i = 0; i < wording.phrases.size() && i < shown; ++i) {
    named += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", wording.phrases[i].phrase);
  }
  if (wording.phrases.size() > shown) {
    named += fmt::format(" and {} more", wording.phrases.size() - shown);
  }
  const Place place = place_of(body, wording.phrases.front(), facts);
  report(place, {.message = fmt::format("{} in {} words", named, words),
                 .evidence = std::string(wording.phrases.front().phrase)});
}

}  // namespace

constinit const Rule body_spam_phrases{
    .id = "body-spam-phrases",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Text is dense with phrases of spam",
    .why =
        "Filters compare wording with spam they have seen. One such phrase does no harm; many in "
        "a short text do.",
    .remedy = "Say in plain words what you offer, and drop the sales phrases.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
