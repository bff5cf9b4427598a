// Sets of octets.
#include "lint/octet_set.h"

#include <gtest/gtest.h>

#include "lint/ascii.h"

namespace maillint {
namespace {

TEST(OctetSet, FindsTheFirstOctetOfASet) {
  constexpr OctetSet ends("/?#");
  EXPECT_EQ(ends.find("host/a?b"), 4u);
  EXPECT_EQ(ends.find("host/a?b", 5), 6u);
  EXPECT_EQ(ends.find("host"), 4u);
  EXPECT_EQ(ends.find("host", 9), 4u);
}

TEST(OctetSet, HoldsWhatAPredicateSays) {
  constexpr OctetSet octets_8bit(ascii::is_8bit);
  EXPECT_TRUE(octets_8bit.has('\xFF'));
  EXPECT_FALSE(octets_8bit.in("\x7F ascii"));
  EXPECT_TRUE(octets_8bit.in("caf\xC3\xA9"));
}

}  // namespace
}  // namespace maillint
