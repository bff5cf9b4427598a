// Finding the phrases of a list in text that people read.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rules/data/table.h"

namespace maillint::lists {

/// One character of UTF-8 text as comparisons see it: lower case (ASCII, Latin, Greek, Cyrillic),
/// any white space as ' ', a full-width colon as ':'. An octet that is no UTF-8 is itself.
struct FoldedCharacter {
  char32_t character = 0;
  std::uint8_t octets = 0;
};
FoldedCharacter fold_character(std::string_view text, std::size_t at);

/// Octets of `text` from `at` on that read as `phrase` (any case, runs of white space as one
/// space); 0 if they do not. An empty phrase matches nothing.
std::size_t match_phrase(std::string_view text, std::size_t at, std::string_view phrase);

struct PhraseMatch {
  std::uint32_t row = 0;
  std::size_t begin = 0;  // octets of the text searched
  std::size_t end = 0;
};

/// The first cells of a table, searched all at once on word boundaries; linear in the text.
class Phrases {
 public:
  explicit Phrases(const Table& table);
  /// The next phrase that begins at or after `from`; of several at one place the longest.
  std::optional<PhraseMatch> next(std::string_view text, std::size_t from) const;
  /// The longest phrase that begins exactly at `at`; the end need not be a word's.
  std::optional<PhraseMatch> prefix(std::string_view text, std::size_t at) const;

 private:
  /// Rows of phrases that begin alike.
  struct Buckets {
    std::array<std::uint16_t, 1024> first{};  // row + 1
    std::vector<std::uint16_t> next;          // row + 1 of the next one in that bucket
    void add(std::size_t bucket, std::uint32_t row);
  };

  /// next() in the 64 octets of ASCII from `at` on; `in_word`: before them, then at their end.
  std::optional<PhraseMatch> next_in_64(std::string_view text, std::size_t at, bool& in_word) const;
  void longest_of(const Buckets& buckets, std::size_t bucket, std::string_view text, std::size_t at,
                  bool whole_words, std::optional<PhraseMatch>& best) const;
  /// The longest phrase at text[at], where any character may stand.
  std::optional<PhraseMatch> longest(std::string_view text, std::size_t at, bool whole_words) const;
  /// Whether one may begin at an ASCII octet: cheap, and rarely wrong.
  bool may_begin(std::string_view text, std::size_t at) const;
  /// The longest phrase at an ASCII octet: tries few.
  std::optional<PhraseMatch> longest_plain(std::string_view text, std::size_t at,
                                           bool whole_words) const;

  const Table& table_;
  std::array<bool, 128> begins_{};           // ASCII octets, of both cases, that begin a phrase
  std::bitset<std::size_t{1} << 14> maybe_;  // by a hash of a phrase's first four characters
  Buckets by_four_;                          // by another such hash
  std::vector<std::uint32_t> ahead_;         // of by_four_: its fourth to seventh, 0 if unknown
  Buckets short_;                            // by the first two, of phrases with no such four
  Buckets all_;                              // by the first two
};

}  // namespace maillint::lists
