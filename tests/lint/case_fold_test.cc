// Tests of lower case.
#include "lint/case_fold.h"

#include <gtest/gtest.h>

namespace maillint {
namespace {

TEST(ToLowerCase, KnowsOtherScripts) {
  EXPECT_EQ(to_lower_case("EMPFÄNGER Unbekannt"), "empfänger unbekannt");
  EXPECT_EQ(to_lower_case("НЕ НАЙДЕН"), "не найден");
  EXPECT_EQ(to_lower_case("收件人"), "收件人");
}

TEST(ToLowerCase, LeavesWhatIsNoUtf8) {
  EXPECT_EQ(to_lower_case("A\xC4\xFFZ\xE2\x82"), "a\xC4\xFFz\xE2\x82");
}

}  // namespace
}  // namespace maillint
