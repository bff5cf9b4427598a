// RFC 2047 the other way: text to encoded-words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace maillint {

/// Valid UTF-8 as encoded-words that may stand in a Subject and in a phrase: each of at most 75
/// characters and of whole characters, folded by `line_end` and a space. `column`: octets that
/// stand before it in its line. In Q, or in B where that is much shorter.
std::string encode_words(std::string_view text, std::size_t column, std::string_view line_end);

}  // namespace maillint
