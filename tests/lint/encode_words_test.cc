// Encoded-words that are made are read again as the same text.
#include "lint/encode_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "lint/encoded_word.h"

namespace maillint {
namespace {

/// Lines of at most 76 octets, if they began at `column`, and words of at most 75.
void expect_short(std::string_view words, std::size_t column) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find("\r\n"), words.size());
    const std::string_view line = words.substr(0, end);
    EXPECT_LE(line.empty() ? 0 : column + line.size(), 76U) << line;
    words.remove_prefix(std::min(end + 2, words.size()));
    column = 0;
  }
}

TEST(EncodeWords, AreReadAsTheSameText) {
  std::string everything;
  for (char c = ' '; c <= '~'; ++c) everything += c;
  std::string emoji;
  for (int i = 0; i < 40; ++i) emoji += "🎄";
  std::string mixed;
  for (int i = 0; i < 60; ++i) mixed += "Grüße, Welt! ";
  for (const std::string& text :
       {std::string("é"), std::string("Grüße"), std::string("日本語のお知らせ"), everything, emoji,
        mixed, std::string(500, 'x'), std::string("a =?utf-8?Q?b?= c")}) {
    for (const std::size_t column : {0U, 9U, 50U, 70U, 76U, 300U}) {
      const std::string words = encode_words(text, column, "\r\n");
      const DecodedWords decoded = decode_unstructured(words, 0);
      std::string_view read = decoded.text.text();
      // A fold at the beginning is white space before the first word.
      if (words.starts_with("\r\n ")) read.remove_prefix(1);
      EXPECT_EQ(read, text) << words;
      EXPECT_TRUE(decoded.problems.empty()) << words;
      expect_short(words, column);
    }
  }
}

TEST(EncodeWords, AreReadableWhereThatIsNotMuchLonger) {
  EXPECT_EQ(encode_words("Grüße", 9, "\n"), "=?utf-8?Q?Gr=C3=BC=C3=9Fe?=");
  EXPECT_EQ(encode_words("日本語", 9, "\n"), "=?utf-8?B?5pel5pys6Kqe?=");
  EXPECT_EQ(encode_words("", 9, "\n"), "");
}

}  // namespace
}  // namespace maillint
