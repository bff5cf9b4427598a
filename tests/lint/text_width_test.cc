// Tests of lint/text_width.h.
#include "lint/text_width.h"

#include <gtest/gtest.h>

namespace maillint {
namespace {

TEST(DisplayWidth, CountsColumnsOfATerminal) {
  EXPECT_EQ(display_width(""), 0u);
  EXPECT_EQ(display_width("Subject"), 7u);
  EXPECT_EQ(display_width("M\u00FCller"), 6u);
  EXPECT_EQ(display_width("\u4F60\u597D"), 4u);  // wide
  EXPECT_EQ(display_width("\uFF21"), 2u);        // full width
  EXPECT_EQ(display_width("u\u0308"), 1u);       // combining diaeresis
  EXPECT_EQ(display_width("\U0001F600"), 2u);    // emoji
  EXPECT_EQ(display_width("\xFF\xFE"), 2u);      // no UTF-8
  EXPECT_EQ(display_width(std::string_view("\0\x1b", 2)), 0u);
}

}  // namespace
}  // namespace maillint
