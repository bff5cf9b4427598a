// Tests of the patterns of entries.
#include "rules/catalogue/pattern.h"

#include <gtest/gtest.h>

namespace maillint {
namespace {

bool matches(std::string_view regex, std::string_view text) {
  Pattern pattern;
  const bool first = pattern.matches(regex, text);
  EXPECT_EQ(pattern.matches(regex, text), first) << regex << ", once compiled";
  return first;
}

TEST(Pattern, CountsGaps) {
  EXPECT_TRUE(matches("mailbox[^.;]{0,8}(full|closed)", "mailbox is now full"));
  EXPECT_FALSE(matches("mailbox[^.;]{0,8}(full|closed)", "mailbox is not quite full"));
  EXPECT_FALSE(matches("mailbox[^.;]{0,8}(full|closed)", "mailbox. full"));
}

TEST(Pattern, TriesEachAlternative) {
  constexpr std::string_view regex = "a.{0,2}(b|c)|[|]x{0,1}y|d\\|{0,3}e$";
  EXPECT_TRUE(matches(regex, "a--c"));
  EXPECT_TRUE(matches(regex, "|xy"));
  EXPECT_TRUE(matches(regex, "d|||e"));
  EXPECT_FALSE(matches(regex, "a---c"));
  EXPECT_FALSE(matches(regex, "|xxy"));
  EXPECT_FALSE(matches(regex, "d||||e"));
  EXPECT_FALSE(matches(regex, "d|e "));
}

TEST(Pattern, TakesBracesThatCountNothingAsTheyAre) {
  EXPECT_TRUE(matches("[]{0,3}|]z", "{z"));
  EXPECT_FALSE(matches("[]{0,3}|]z", "*z"));
  EXPECT_TRUE(matches("\\{0,3}|x", "{0,3}"));
  EXPECT_FALSE(matches("\\{0,3}|x", "{{"));
}

TEST(Pattern, KeepsFlagsToAllThatFollows) {
  EXPECT_TRUE(matches("(?i)a{0,2}b|c", "C"));
  EXPECT_FALSE(matches("(?i)xa{0,2}b|c", "xaaab"));
}

TEST(Pattern, SaysWhatIsWrong) {
  EXPECT_EQ(pattern_error("a{0,2}|b"), "");
  EXPECT_NE(pattern_error("a(b|c"), "");
  EXPECT_FALSE(matches("a(b|c", "ab"));
}

}  // namespace
}  // namespace maillint
