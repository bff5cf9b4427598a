// Phrase search: buckets by the first two characters, then a comparison that folds case and space.
#include "rules/data/phrases.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/utf8.h"

namespace maillint::lists {
namespace {

char32_t lower(char32_t c) {
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c == 0x130) return U'i';  // Turkish capital dotted i
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c | 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c + (c & 1);
  if (c == 0x386) return 0x3AC;
  if (c >= 0x388 && c <= 0x38A) return c + 37;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000) return U' ';
  if (c == 0xFF1A) return U':';
  if (c == 0x2019) return U'\'';
  return c;
}

/// Letters and digits, roughly: enough to tell where a word begins or ends.
bool is_word(char32_t c) {
  if (c < 0x80) return ascii::is_alnum(static_cast<char>(c));
  return c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7;
}

/// Chinese, Japanese, Thai: no spaces between words.
bool writes_without_spaces(char32_t c) { return c >= 0xE00; }

/// Whether a word ends before `at`, or `at` is the beginning.
bool boundary_before(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  std::size_t begin = at - 1;
  for (int i = 0; i < 3 && begin > 0 && (text[begin] & 0xC0) == 0x80; ++i) --begin;
  return !is_word(fold_character(text, begin).character);
}

std::size_t bucket(char32_t first, char32_t second) {
  return (static_cast<std::size_t>(first) * 31 + static_cast<std::size_t>(second)) & 1023;
}

}  // namespace

FoldedCharacter fold_character(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const char c = text[at];
  if (!ascii::is_8bit(c)) {
    return {ascii::is_space(c) ? U' ' : static_cast<char32_t>(ascii::lower(c)), 1};
  }
  const utf8::CodePoint point = utf8::decode(text, at);
  if (!point.valid) return {static_cast<unsigned char>(c), 1};
  return {lower(point.value), static_cast<std::uint8_t>(point.length)};
}

std::size_t match_phrase(std::string_view text, std::size_t at, std::string_view phrase) {
  std::size_t i = at;
  std::size_t j = 0;
  while (j < phrase.size()) {
    if (i >= text.size()) return 0;
    if (phrase[j] != ' ' && !ascii::is_8bit(phrase[j]) && !ascii::is_8bit(text[i])) {
      if (ascii::lower(phrase[j++]) != ascii::lower(text[i++])) return 0;
      continue;
    }
    const FoldedCharacter wanted = fold_character(phrase, j);
    const FoldedCharacter found = fold_character(text, i);
    if (wanted.character != found.character) return 0;
    j += wanted.octets;
    i += found.octets;
    if (found.character != U' ' || j == phrase.size()) continue;
    while (i < text.size() && fold_character(text, i).character == U' ') {
      i += fold_character(text, i).octets;
    }
  }
  return i - at;
}

Phrases::Phrases(const Table& table) : table_(table), next_(table.size()) {
  for (std::uint32_t row = table.size(); row-- > 0;) {
    const std::string_view phrase = table.key(row);
    const FoldedCharacter first = fold_character(phrase, 0);
    const FoldedCharacter second = fold_character(phrase, first.octets);
    if (first.character < begins_.size()) begins_[first.character] = true;
    std::uint16_t& head = first_[bucket(first.character, second.character)];
    next_[row] = head;
    head = static_cast<std::uint16_t>(row + 1);
  }
}

std::optional<PhraseMatch> Phrases::longest(std::string_view text, std::size_t at,
                                            bool whole_words) const {
  const FoldedCharacter first = fold_character(text, at);
  const FoldedCharacter second = fold_character(text, at + first.octets);
  std::uint16_t row = first_[bucket(first.character, second.character)];
  std::optional<PhraseMatch> best;
  for (; row != 0; row = next_[row - 1]) {
    const std::size_t size = match_phrase(text, at, table_.key(row - 1u));
    if (size == 0 || (best && at + size <= best->end)) continue;
    if (whole_words && !writes_without_spaces(first.character)) {
      // "%" and the like end a phrase themselves: "100% kostenlos"
      const bool ends_in_word = !boundary_before(text, at + size);
      if (ends_in_word && at + size < text.size() &&
          is_word(fold_character(text, at + size).character)) {
        continue;
      }
    }
    best = PhraseMatch{row - 1u, at, at + size};
  }
  return best;
}

std::optional<PhraseMatch> Phrases::next(std::string_view text, std::size_t from) const {
  bool in_word = !boundary_before(text, std::min(from, text.size()));
  for (std::size_t at = from; at < text.size();) {
    const char c = text[at];
    if (!ascii::is_8bit(c)) {
      if (!in_word && begins_[static_cast<std::size_t>(ascii::lower(c))]) {
        if (auto match = longest(text, at, true)) return match;
      }
      in_word = ascii::is_alnum(c);
      ++at;
      continue;
    }
    const FoldedCharacter here = fold_character(text, at);
    if (!in_word || writes_without_spaces(here.character)) {
      if (auto match = longest(text, at, true)) return match;
    }
    in_word = is_word(here.character);
    at += here.octets;
  }
  return std::nullopt;
}

std::optional<PhraseMatch> Phrases::prefix(std::string_view text, std::size_t at) const {
  if (at >= text.size()) return std::nullopt;
  return longest(text, at, false);
}

}  // namespace maillint::lists
