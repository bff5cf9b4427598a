// Phrase search: buckets by the first two characters, then a comparison that folds case and space.
#include "rules/data/phrases.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "lint/ascii.h"
#include "lint/blocks.h"
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

/// What an octet is to a search; 8-bit ones need decoding.
enum class Octet : std::uint8_t { other, word, is_8bit };
constexpr auto octets = [] {
  std::array<Octet, 256> kinds{};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const char c = static_cast<char>(i);
    kinds[i] = i >= 0x80 ? Octet::is_8bit : ascii::is_alnum(c) ? Octet::word : Octet::other;
  }
  return kinds;
}();
Octet kind(char c) { return octets[static_cast<unsigned char>(c)]; }

/// In lower case; '\0' for what is not ASCII.
constexpr auto folded_octets = [] {
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < 0x80; ++i) table[i] = ascii::lower(static_cast<char>(i));
  return table;
}();
constexpr unsigned char octet(char c) { return static_cast<unsigned char>(c); }
char folded(char c) { return folded_octets[octet(c)]; }

/// The first four characters in one number, alike for texts that fold alike; 0 unless all are
/// ASCII, none a control character and no two spaces stand side by side (a run of white space
/// counts as one space).
inline std::uint32_t four_characters(std::string_view text, std::size_t at) {
  if (text.size() - at < 4) return 0;
  std::uint32_t four = 0;
  std::memcpy(&four, text.data() + at, sizeof four);
  constexpr std::uint32_t each = 0x01010101;
  const std::uint32_t not_plain = (four | (four - 0x20 * each)) & 0x80 * each;
  const std::uint32_t spaces = four ^ 0x20 * each;  // zero octets
  const std::uint32_t pairs = (spaces | spaces >> 8) | 0xFF000000;
  const std::uint32_t has_pair = (pairs - each) & ~pairs & 0x80 * each;
  if ((not_plain | has_pair) != 0) return 0;
  return four | 0x20 * each;
}

std::uint32_t hash_of(std::uint32_t characters) { return characters * 0x9E3779B1u; }
std::size_t filter_bit(std::uint32_t hash) { return hash >> 18; }
std::size_t bucket_of(std::uint32_t hash) { return hash >> 8 & 1023; }

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

namespace {

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (!ascii::is_space(text[at])) {
      if (!ascii::is_8bit(text[at]) || fold_character(text, at).character != U' ') break;
      at += fold_character(text, at).octets;
      continue;
    }
    ++at;
  }
  return at;
}

}  // namespace

std::size_t match_phrase(std::string_view text, std::size_t at, std::string_view phrase) {
  std::size_t i = at;
  std::size_t j = 0;
  while (j < phrase.size()) {
    if (i >= text.size()) return 0;
    const char plain = folded(phrase[j]);
    if (plain > ' ' && !ascii::is_8bit(text[i])) {
      if (plain != folded(text[i])) return 0;
      ++i;
      ++j;
      continue;
    }
    if (plain == ' ' && ascii::is_space(text[i])) {
      ++j;
      ++i;
      if (j < phrase.size()) i = skip_space(text, i);
      continue;
    }
    const FoldedCharacter wanted = fold_character(phrase, j);
    const FoldedCharacter found = fold_character(text, i);
    if (wanted.character != found.character) return 0;
    j += wanted.octets;
    i += found.octets;
    if (found.character == U' ' && j < phrase.size()) i = skip_space(text, i);
  }
  return i - at;
}

void Phrases::Buckets::add(std::size_t bucket, std::uint32_t row) {
  next[row] = first[bucket];
  first[bucket] = static_cast<std::uint16_t>(row + 1);
}

Phrases::Phrases(const Table& table) : table_(table) {
  for (Buckets* buckets : {&by_four_, &short_, &all_}) buckets->next.resize(table.size());
  ahead_.resize(table.size());
  for (std::uint32_t row = table.size(); row-- > 0;) {
    const std::string_view phrase = table.key(row);
    const FoldedCharacter first = fold_character(phrase, 0);
    const FoldedCharacter second = fold_character(phrase, first.octets);
    const std::size_t two = bucket(first.character, second.character);
    if (first.character < begins_.size()) {
      const char c = static_cast<char>(first.character);
      begins_[first.character] = begins_[static_cast<std::size_t>(ascii::upper(c))] = true;
    }
    if (const std::uint32_t four = four_characters(phrase, 0); four != 0) {
      maybe_.set(filter_bit(hash_of(four)));
      by_four_.add(bucket_of(hash_of(four)), row);
      ahead_[row] = four_characters(phrase, 3);
    } else {
      short_.add(two, row);
    }
    all_.add(two, row);
  }
}

void Phrases::longest_of(const Buckets& buckets, std::size_t bucket, std::string_view text,
                         std::size_t at, bool whole_words, std::optional<PhraseMatch>& best) const {
  // Four and more characters that are alike say little: "your", "this ". Three more are compared
  // at once. The fourth is among them, since a run of spaces may begin there.
  const std::uint32_t ahead = &buckets == &by_four_ ? four_characters(text, at + 3) : 0;
  for (std::uint16_t next = buckets.first[bucket]; next != 0; next = buckets.next[next - 1]) {
    const std::uint32_t row = next - 1u;
    if (ahead != 0 && ahead_[row] != 0 && ahead_[row] != ahead) continue;
    const std::size_t size = match_phrase(text, at, table_.key(row));
    if (size == 0 || (best && at + size < best->end)) continue;
    if (best && at + size == best->end && row > best->row) continue;
    if (whole_words) {
      // "%" and the like end a phrase themselves: "100% kostenlos"
      const bool ends_in_word = !boundary_before(text, at + size);
      if (ends_in_word && at + size < text.size() &&
          is_word(fold_character(text, at + size).character)) {
        continue;
      }
    }
    best = PhraseMatch{row, at, at + size};
  }
}

std::optional<PhraseMatch> Phrases::longest(std::string_view text, std::size_t at,
                                            bool whole_words) const {
  const FoldedCharacter first = fold_character(text, at);
  const FoldedCharacter second = fold_character(text, at + first.octets);
  std::optional<PhraseMatch> best;
  longest_of(all_, bucket(first.character, second.character), text, at,
             whole_words && !writes_without_spaces(first.character), best);
  return best;
}

inline bool Phrases::may_begin(std::string_view text, std::size_t at) const {
  const std::uint32_t four = four_characters(text, at);
  return four == 0 || maybe_[filter_bit(hash_of(four))] ||
         short_.first[bucket(octet(folded(text[at])), octet(folded(text[at + 1])))] != 0;
}

std::optional<PhraseMatch> Phrases::longest_plain(std::string_view text, std::size_t at,
                                                  bool whole_words) const {
  const std::uint32_t four = four_characters(text, at);
  if (four == 0) return longest(text, at, whole_words);
  std::optional<PhraseMatch> best;
  if (const std::uint32_t hash = hash_of(four); maybe_[filter_bit(hash)])
    longest_of(by_four_, bucket_of(hash), text, at, whole_words, best);
  longest_of(short_, bucket(octet(folded(text[at])), octet(folded(text[at + 1]))), text, at,
             whole_words, best);
  return best;
}

std::optional<PhraseMatch> Phrases::next_in_64(std::string_view text, std::size_t at,
                                               bool& in_word) const {
  const std::uint64_t words = bits_of_64(text.data() + at, [](auto octets) {
    const auto between = [](auto octet, char first, char last) {
      return (octet >= first) & (octet < static_cast<char>(last + 1));
    };
    return between(octets(0).folded(), 'a', 'z') | between(octets(0), '0', '9');
  });
  // Where no word goes on.
  std::uint64_t places = ~(words << 1 | (in_word ? 1 : 0));
  in_word = words >> 63 != 0;
  for (; places != 0; places &= places - 1) {
    const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(places));
    if (!begins_[octet(text[place])] || !may_begin(text, place)) continue;
    if (auto match = longest_plain(text, place, true)) return match;
  }
  return std::nullopt;
}

std::optional<PhraseMatch> Phrases::next(std::string_view text, std::size_t from) const {
  bool in_word = !boundary_before(text, std::min(from, text.size()));
  std::size_t plain = 0;  // no ASCII text of 64 octets before
  for (std::size_t at = from; at < text.size();) {
    if (at >= plain && text.size() - at >= 64) {
      if (bits_of_64(text.data() + at, [](auto octets) { return octets(0) >= '\x80'; }) == 0) {
        if (auto match = next_in_64(text, at, in_word)) return match;
        at += 64;
        continue;
      }
      plain = at + 64;
    }
    const Octet here = kind(text[at]);
    if (here == Octet::is_8bit) {
      const FoldedCharacter found = fold_character(text, at);
      if (!in_word || writes_without_spaces(found.character)) {
        if (auto match = longest(text, at, true)) return match;
      }
      in_word = is_word(found.character);
      at += found.octets;
      continue;
    }
    if (!in_word && begins_[octet(text[at])] && may_begin(text, at)) {
      if (auto match = longest_plain(text, at, true)) return match;
    }
    in_word = here == Octet::word;
    ++at;
  }
  return std::nullopt;
}

std::optional<PhraseMatch> Phrases::prefix(std::string_view text, std::size_t at) const {
  if (at >= text.size()) return std::nullopt;
  if (ascii::is_8bit(text[at]) || ascii::is_space(text[at])) return longest(text, at, false);
  if (!begins_[octet(text[at])]) return std::nullopt;
  return longest_plain(text, at, false);
}

}  // namespace maillint::lists
