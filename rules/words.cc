// Texts as bags of words.
#include "rules/words.h"

#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "rules/data/phrases.h"

namespace maillint {
namespace {

constexpr std::uint64_t hash_begin = 0xCBF29CE484222325;  // FNV-1a
constexpr std::uint64_t hash_factor = 0x100000001B3;

/// A pair of Chinese characters says as much as a word of so many letters.
constexpr std::uint32_t spaceless_pair = 6;

std::uint64_t add(std::uint64_t hash, char32_t c) { return (hash ^ c) * hash_factor; }

enum class Letter : std::uint8_t { none, invisible, digit, letter, whole_word };

constexpr auto ascii_kinds = [] {
  std::array<Letter, 128> kinds{};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const char c = static_cast<char>(i);
    kinds[i] = ascii::is_digit(c)   ? Letter::digit
               : ascii::is_alpha(c) ? Letter::letter
                                    : Letter::none;
  }
  return kinds;
}();

/// Roughly: what is no letter in fact, but between letters, does no harm in a comparison.
Letter kind_of(char32_t c) {
  if (c < 0x80) return ascii_kinds[c];
  if (c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0x34F)
    return Letter::invisible;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7 || c == 0xFFFD) return Letter::none;
  if (c >= 0x2000 && c < 0x2C00) return Letter::none;  // signs, arrows, boxes
  if (c >= 0x3000 && c < 0x3040) return Letter::none;  // East Asian punctuation
  if (c >= 0xFE00 && c < 0xFE70) return Letter::none;
  if (c >= 0xFF00 && c < 0xFF10) return Letter::none;
  if (c >= 0x1F000 && c < 0x20000) return Letter::none;  // pictographs
  const bool spaceless = (c >= 0xE00 && c < 0xF00) || (c >= 0x1000 && c < 0x10A0) ||
                         (c >= 0x1780 && c < 0x1800) || c >= 0x2E80;
  return spaceless ? Letter::whole_word : Letter::letter;
}

/// Octets of a URL that begins at `at`, 0 if none does.
std::size_t url_length(std::string_view text, std::size_t at) {
  static constexpr OctetSet beginnings("hHwWmMfF");
  if (!beginnings.has(text[at])) return 0;
  const std::string_view rest = text.substr(at);
  static constexpr std::string_view starts[] = {"http://", "https://", "www.", "mailto:", "ftp://"};
  const auto begins = [&](std::string_view start) { return ascii::starts_with(rest, start); };
  if (std::ranges::none_of(starts, begins)) return 0;
  const auto end = std::ranges::find_if(rest, [](char c) {
    return ascii::is_space(c) || ascii::is_8bit(c) || c == '<' || c == '>' || c == '"';
  });
  return static_cast<std::size_t>(end - rest.begin());
}

}  // namespace

std::vector<Word> words_of(std::string_view text, std::size_t most) {
  std::vector<Word> words;
  Word word;
  bool digits_only = true;
  const auto finish = [&] {
    if (word.characters > 0) {
      word.number = digits_only;
      words.push_back(word);
    }
    word = {.hash = hash_begin};
    digits_only = true;
  };
  finish();
  char32_t before = 0;  // the neighbour in a script without spaces
  for (std::size_t i = 0; i < text.size() && words.size() < most;) {
    const std::size_t begin = i;
    for (; i < text.size() && !ascii::is_8bit(text[i]); ++i) {
      const auto c = static_cast<unsigned char>(ascii::lower(text[i]));
      const Letter kind = ascii_kinds[c];
      if (kind == Letter::none) break;
      if (word.characters == 0 && kind == Letter::letter && url_length(text, i) > 0) break;
      word.hash = add(word.hash, c);
      ++word.characters;
      digits_only = digits_only && kind == Letter::digit;
    }
    if (i > begin) before = 0;
    if (i == text.size()) break;
    const lists::FoldedCharacter c = lists::fold_character(text, i);
    const Letter kind = kind_of(c.character);
    if (word.characters == 0 && kind == Letter::letter) {
      if (const std::size_t length = url_length(text, i); length > 0) {
        i += length;
        before = 0;
        continue;
      }
    }
    i += std::max<std::size_t>(c.octets, 1);
    if (kind == Letter::invisible) continue;
    if (kind == Letter::letter || kind == Letter::digit) {
      word.hash = add(word.hash, c.character);
      ++word.characters;
      digits_only = digits_only && kind == Letter::digit;
      before = 0;
      continue;
    }
    finish();
    if (kind == Letter::whole_word && before != 0) {
      const std::uint64_t hash = add(add(hash_begin, before), c.character);
      words.push_back({.hash = hash, .characters = spaceless_pair, .number = false});
    }
    before = kind == Letter::whole_word ? c.character : 0;
  }
  finish();
  return words;
}

}  // namespace maillint
