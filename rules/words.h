// Texts as bags of words, to compare them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace maillint {

struct Word {
  std::uint64_t hash = 0;  // of its characters in lower case
  std::uint32_t characters = 0;
  bool number = false;  // digits alone
};

/// Runs of letters and digits in lower case; of scripts that put no spaces between words each two
/// neighbours. Soft hyphens and zero-width characters do not part words. URLs are no words: both
/// versions of a text name different ones. At most `most` words.
std::vector<Word> words_of(std::string_view text, std::size_t most = 50'000);

}  // namespace maillint
