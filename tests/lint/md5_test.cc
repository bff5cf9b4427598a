// MD5 by the suite of RFC 1321 A.5.
#include "lint/md5.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace maillint {
namespace {

std::string hex(std::string_view octets) {
  std::string text;
  for (const auto octet : md5(octets)) text += fmt::format("{:02x}", octet);
  return text;
}

TEST(Md5, GivesTheDigestsOfRfc1321) {
  EXPECT_EQ(hex(""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(hex("abc"), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(hex("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
            "d174ab98d277d9f5a5611c2c9f419d9f");
}

}  // namespace
}  // namespace maillint
