// Tests of lint/ascii.h.
#include "lint/ascii.h"

#include <gtest/gtest.h>

namespace maillint::ascii {
namespace {

TEST(Ascii, FindIgnoresCase) {
  EXPECT_EQ(find("abc SUBJECT: x", "subject"), 4u);
  EXPECT_EQ(find("abc", "abcd"), std::string_view::npos);
  EXPECT_EQ(find("sSsubject", "subject", 1), 2u);
}

TEST(Ascii, FoldsOnlyAsciiLetters) {
  EXPECT_EQ(to_lower("A\xC4Z@["), "a\xC4z@[");
  EXPECT_TRUE(equal("Message-ID", "message-id"));
  EXPECT_FALSE(equal("a", "ab"));
}

}  // namespace
}  // namespace maillint::ascii
