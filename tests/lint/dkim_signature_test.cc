// Tests of lint/dkim_signature.h.
#include "lint/dkim_signature.h"

#include <gtest/gtest.h>

#include <string>

namespace maillint {
namespace {

/// "[d=example.com][s=a] malformed:x"
std::string describe(std::string_view text) {
  constexpr std::size_t source_begin = 15;
  const TagList list = parse_tag_list(text, source_begin);
  std::string result;
  for (const SignatureTag& tag : list.tags) {
    result.append("[").append(tag.name).append("=").append(tag.value).append("]");
    EXPECT_EQ(text.substr(tag.value_span.begin - source_begin, tag.value_span.size()), tag.value);
    EXPECT_EQ(tag.span.end, tag.value.empty() ? tag.span.end : tag.value_span.end);
  }
  if (list.malformed) {
    result += " malformed:";
    result += text.substr(list.malformed_span.begin - source_begin, list.malformed_span.size());
  }
  return result;
}

struct TagCase {
  std::string_view name;
  std::string_view text;
  std::string_view expected;
};

class ParseTagList : public testing::TestWithParam<TagCase> {};

TEST_P(ParseTagList, TellsTags) { EXPECT_EQ(describe(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    All, ParseTagList,
    testing::Values(TagCase{"usual", " v=1; a=rsa-sha256; d=example.com;\r\n\ts=sel",
                            "[v=1][a=rsa-sha256][d=example.com][s=sel]"},
                    TagCase{"final_semicolon", "v=1; d=a.example;\n", "[v=1][d=a.example]"},
                    TagCase{"spaces_around_equals", "v = 1 ;\r\n d =\r\n a.example",
                            "[v=1][d=a.example]"},
                    TagCase{"folded_value", "b=abc\r\n def==", "[b=abc\r\n def==]"},
                    TagCase{"empty_value", "b=; h=", "[b=][h=]"},
                    TagCase{"empty_piece", "v=1;; d=a", "[v=1][d=a] malformed:;"},
                    TagCase{"no_equals", "v=1; junk; d=a", "[v=1][d=a] malformed:junk"},
                    TagCase{"bad_name", "v=1; 2x=3", "[v=1] malformed:2x=3"},
                    TagCase{"repeated", "v=1; v=2", "[v=1][v=2]"},
                    TagCase{"upper_case", "V=1", "[V=1]"}, TagCase{"nothing", "", ""}),
    [](const auto& param_info) { return std::string(param_info.param.name); });

TEST(ParseTagListLimits, KeepsAHundredTags) {
  std::string text;
  for (int i = 0; i < 150; ++i) text += "a=1;";
  const TagList list = parse_tag_list(text, 0);
  EXPECT_EQ(list.tags.size(), 100U);
  EXPECT_TRUE(list.malformed);
}

TEST(ParseDkimSignature, ReadsWhatItSays) {
  const DkimSignature signature = parse_dkim_signature(
      "v=1; c=relaxed/simple; d=News.Example; h=From : To:\r\n\tfrom; t=5; x=9; l=70; s=a", 0);
  EXPECT_EQ(signature.domain, "news.example");
  EXPECT_EQ(signature.times_signed("from"), 2U);
  EXPECT_TRUE(signature.covers("to"));
  EXPECT_FALSE(signature.covers("subject"));
  EXPECT_TRUE(signature.relaxed_header);
  EXPECT_FALSE(signature.relaxed_body);
  EXPECT_EQ(signature.signed_at, 5);
  EXPECT_EQ(signature.expires, 9);
  EXPECT_EQ(signature.body_length, 70);
}

TEST(ParseDkimSignature, IsSimpleWithoutCanonicalization) {
  const DkimSignature signature = parse_dkim_signature("v=1; t=soon; x=-1; c=relaxed", 0);
  EXPECT_TRUE(signature.relaxed_header);
  EXPECT_FALSE(signature.relaxed_body);
  EXPECT_FALSE(signature.signed_at);
  EXPECT_FALSE(signature.expires);
  EXPECT_FALSE(parse_dkim_signature("v=1", 0).relaxed_header);
}

TEST(Base64Digits, DropsFoldsAndRefusesTheRest) {
  EXPECT_EQ(base64_digits("ab\r\n c="), "abc");
  EXPECT_EQ(base64_digits("abcd"), "abcd");
  EXPECT_FALSE(base64_digits("abc"));
  EXPECT_FALSE(base64_digits("ab=c"));
  EXPECT_FALSE(base64_digits("ab*d"));
  EXPECT_FALSE(base64_digits(""));
}

}  // namespace
}  // namespace maillint
