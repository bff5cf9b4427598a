// Tests of lint/web/domain.h.
#include "lint/web/domain.h"

#include <gtest/gtest.h>

namespace maillint {
namespace {

TEST(OrganizationalDomain, FollowsThePublicSuffixList) {
  EXPECT_EQ(organizational_domain("news.example.com"), "example.com");
  EXPECT_EQ(organizational_domain("A.B.Example.CO.UK."), "example.co.uk");
  EXPECT_EQ(organizational_domain("me.github.io"), "me.github.io");
  EXPECT_EQ(organizational_domain("a.b.bank.example"), "bank.example");
  EXPECT_EQ(organizational_domain("www.m\u00FCller.de"), "xn--mller-kva.de");
  EXPECT_EQ(organizational_domain("co.uk"), "co.uk");
  EXPECT_EQ(organizational_domain("localhost"), "localhost");
  EXPECT_EQ(organizational_domain("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(organizational_domain("[2001:db8::1]"), "[2001:db8::1]");
  EXPECT_EQ(organizational_domain(""), "");
  EXPECT_TRUE(same_organization("www.example.com", "MAIL.example.com"));
  EXPECT_FALSE(same_organization("a.co.uk", "b.co.uk"));
}

TEST(PublicSuffix, KnowsTopLevelDomains) {
  EXPECT_TRUE(has_known_tld("example.com"));
  EXPECT_TRUE(has_known_tld("a.\u0440\u0444"));
  EXPECT_TRUE(has_known_tld("a.xn--p1ai"));
  EXPECT_FALSE(has_known_tld("readme.txt"));
  EXPECT_FALSE(has_known_tld("a."));
  EXPECT_FALSE(has_known_tld(""));
  EXPECT_TRUE(is_public_suffix("co.uk"));
  EXPECT_FALSE(is_public_suffix("example.co.uk"));
}

TEST(Idn, ConvertsBothWays) {
  EXPECT_EQ(to_unicode("www.xn--mller-kva.example"), "www.m\u00FCller.example");
  EXPECT_EQ(to_ascii("www.M\u00FCller.example"), "www.xn--mller-kva.example");
  EXPECT_EQ(to_ascii("Example.COM"), "example.com");
  EXPECT_EQ(to_unicode("xn--99999999.example"), std::nullopt);
  EXPECT_EQ(to_ascii(std::string(600, 'a')), std::nullopt);
  EXPECT_EQ(to_ascii(std::string_view("a\0b", 3)), std::nullopt);
  EXPECT_EQ(to_ascii("\xFF.example"), std::nullopt);
}

TEST(Confusables, MapsLookAlikes) {
  EXPECT_EQ(skeleton("\u0440\u0430ypal"), "paypal");
  EXPECT_EQ(skeleton("\u0430\u0440\u0440\u04CF\u0435"), "apple");
  EXPECT_EQ(skeleton("\uFF41bc1"), "abc1");
  EXPECT_EQ(skeleton("g\u014F\u014Fgle"), "google");
  EXPECT_EQ(skeleton("\u4F60"), "\u4F60");
  EXPECT_EQ(skeleton("plain\xFF"), "plain\xFF");
}

TEST(Confusables, FindsMixedScripts) {
  EXPECT_TRUE(mixes_scripts("p\u0430ypal"));
  EXPECT_TRUE(mixes_scripts("g\u03BFogle"));
  EXPECT_FALSE(mixes_scripts("m\u00FCller"));
  EXPECT_FALSE(mixes_scripts("\u043F\u0440\u0438\u043C\u0435\u0440-1"));
  EXPECT_FALSE(mixes_scripts("\u4F60abc"));
}

}  // namespace
}  // namespace maillint
