// Texts as bags of words.
#include "rules/words.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace maillint {
namespace {

std::vector<std::uint64_t> hashes(std::string_view text) {
  std::vector<std::uint64_t> all;
  for (const Word& word : words_of(text)) all.push_back(word.hash);
  return all;
}

TEST(WordsOf, KnowsNoCaseAndNoPunctuation) {
  EXPECT_EQ(hashes("** OPENING HOURS **"), hashes("Opening hours"));
  EXPECT_EQ(hashes("GRÜSSE, ПРИВЕТ"), hashes("grüsse привет"));
  EXPECT_NE(hashes("hours"), hashes("ours"));
}

TEST(WordsOf, LeavesOutUrls) {
  EXPECT_EQ(hashes("see (https://example.com/a?b=c) or <www.example.com>"), hashes("see or"));
  EXPECT_EQ(hashes("mailto:jane@example.com"), hashes(""));
}

TEST(WordsOf, JoinsWhatInvisibleCharactersPart) {
  EXPECT_EQ(hashes("open\u00ADing\u200B hours"), hashes("opening hours"));
}

TEST(WordsOf, TakesPairsWhereNoSpacesStand) {
  EXPECT_EQ(words_of("会議は火").size(), 3U);
  EXPECT_EQ(hashes("会議。会議"), (std::vector{hashes("会議")[0], hashes("会議")[0]}));
}

TEST(WordsOf, TellsNumbersAndStopsInTime) {
  const std::vector<Word> words = words_of("order 1187 a4");
  ASSERT_EQ(words.size(), 3U);
  EXPECT_FALSE(words[0].number);
  EXPECT_TRUE(words[1].number);
  EXPECT_FALSE(words[2].number);
  EXPECT_EQ(words[0].characters, 5U);
  EXPECT_EQ(words_of("a b c d", 2).size(), 2U);
}

}  // namespace
}  // namespace maillint
