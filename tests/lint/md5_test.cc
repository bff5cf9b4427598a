// MD5 by the suite of RFC 1321 A.5.
#include "lint/md5.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace maillint {
namespace {

std::string hex(std::string_view octets, std::size_t piece) {
  Md5 md5;
  for (std::size_t i = 0; i < octets.size(); i += piece) md5.add(octets.substr(i, piece));
  std::string text;
  for (const auto octet : md5.digest()) text += fmt::format("{:02x}", octet);
  return text;
}

TEST(Md5, GivesTheDigestsOfRfc1321) {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{63}, std::size_t{1'000}}) {
    EXPECT_EQ(hex("", piece), "d41d8cd98f00b204e9800998ecf8427e");
    EXPECT_EQ(hex("abc", piece), "900150983cd24fb0d6963f7d28e17f72");
    EXPECT_EQ(hex("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", piece),
              "d174ab98d277d9f5a5611c2c9f419d9f");
    EXPECT_EQ(hex("1234567890123456789012345678901234567890123456789012345678901234567890123456"
                  "7890",
                  piece),
              "57edf4a22be3c955ac49da2e2107b67a");
  }
}

}  // namespace
}  // namespace maillint
