// Tests of lint/content_type.h.
#include "lint/content_type.h"

#include <gtest/gtest.h>

#include <string>

namespace maillint {
namespace {

/// "text/plain charset=utf-8 | malformed:x"
std::string describe(std::string_view text) {
  constexpr std::string_view names[] = {
      "malformed", "duplicate", "trailing_semicolon", "special", "8bit", "encoded", "unclosed"};
  constexpr std::size_t source_begin = 50;
  const ParameterizedValue parsed = parse_parameterized(text, source_begin);
  std::string result = parsed.value;
  for (const Parameter& p : parsed.parameters)
    result.append(" ").append(p.name).append("=").append(p.value);
  for (const ParameterProblemAt& at : parsed.problems) {
    result.append(" | ").append(names[static_cast<std::size_t>(at.problem)]).append(":");
    result += text.substr(at.span.begin - source_begin, at.span.size());
  }
  return result;
}

struct ParameterCase {
  std::string_view name;
  std::string_view text;
  std::string_view expected;
};

class ParseParameterized : public testing::TestWithParam<ParameterCase> {};

TEST_P(ParseParameterized, TellsValueAndParameters) {
  EXPECT_EQ(describe(GetParam().text), GetParam().expected);
}

std::string name_of(const testing::TestParamInfo<ParameterCase>& info) {
  return std::string(info.param.name);
}

INSTANTIATE_TEST_SUITE_P(
    Plain, ParseParameterized,
    testing::Values(
        ParameterCase{"usual", " Text/Plain; charset=UTF-8", "text/plain charset=UTF-8"},
        ParameterCase{"quoted", "multipart/mixed;\r\n\tboundary=\"a; b=c\"",
                      "multipart/mixed boundary=a; b=c"},
        ParameterCase{"escapes", "a/b; name=\"x\\\"y\\\\z\"", "a/b name=x\"y\\z"},
        ParameterCase{"windows_path", "a/b; name=\"C:\\temp\\x.txt\"", "a/b name=C:\\temp\\x.txt"},
        ParameterCase{"comments", "text/plain (a (b); c); charset=us-ascii (x; y=z)",
                      "text/plain charset=us-ascii"},
        ParameterCase{"spaces", "text / plain ; charset = utf-8 ; format = flowed",
                      "text/plain charset=utf-8 format=flowed"},
        ParameterCase{"value_only", "attachment", "attachment"},
        ParameterCase{"slash_in_value", "message/external-body; url=\"http://x/\"",
                      "message/external-body url=http://x/"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Rfc2231, ParseParameterized,
    testing::Values(
        ParameterCase{"charset", "a/b; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A",
                      "a/b title=This is ***fun***"},
        ParameterCase{"latin1", "a/b; filename*=iso-8859-1''M%FCller.pdf",
                      "a/b filename=Müller.pdf"},
        ParameterCase{"continued", "a/b; url*0=\"ftp://\"; url*1=\"x.example/y\"",
                      "a/b url=ftp://x.example/y"},
        ParameterCase{"mixed",
                      "a/b; title*0*=us-ascii'en'even%20more%20;\r\n title*1*=%2A%2A;\r\n "
                      "title*2=\" isn't it!\"",
                      "a/b title=even more ** isn't it!"},
        ParameterCase{"out_of_order", "a/b; x*2=c; x*0=a; x*1=b", "a/b x=abc"},
        ParameterCase{"ten_parts",
                      "a/b; x*10=k; x*9=j; x*0=a; x*1=b; x*2=c; x*3=d; x*4=e; x*5=f; x*6=g; "
                      "x*7=h; x*8=i",
                      "a/b x=abcdefghijk"},
        ParameterCase{"split_character", "a/b; x*0*=utf-8''%C3; x*1*=%BC", "a/b x=ü"},
        ParameterCase{"both_forms", "a/b; filename=\"M_ller\"; filename*=utf-8''M%C3%BCller",
                      "a/b filename=Müller"},
        ParameterCase{"bad_percent", "a/b; x*=utf-8''100%", "a/b x=100%"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Problems, ParseParameterized,
    testing::Values(ParameterCase{"trailing", "text/plain;", "text/plain | trailing_semicolon:;"},
                    ParameterCase{"doubled", "text/plain;; charset=x",
                                  "text/plain charset=x | trailing_semicolon:;"},
                    ParameterCase{"missing_semicolon", "text/plain charset=utf-8",
                                  "text/plain charset=utf-8 | malformed:charset=utf-8"},
                    ParameterCase{"missing_between", "text/plain; charset=utf-8 format=flowed",
                                  "text/plain charset=utf-8 format=flowed | malformed: "},
                    ParameterCase{"spaces_unquoted", "a/b; name=my file (1).txt; x=y",
                                  "a/b name=my file (1).txt x=y | special:my file (1).txt"},
                    ParameterCase{"repeated", "a/b; name=x; NAME=y", "a/b name=x | duplicate:y"},
                    ParameterCase{"open_quote", "a/b; name=\"x.txt; charset=y",
                                  "a/b name=x.txt charset=y | unclosed:\"x.txt"},
                    ParameterCase{"encoded_word", "a/b; name=\"=?utf-8?Q?=C3=BC?=\"",
                                  "a/b name=ü | encoded:=?utf-8?Q?=C3=BC?="},
                    ParameterCase{"raw_latin1", "a/b; name=\"M\xFCller\"",
                                  "a/b name=Müller | 8bit:M\xFCller"},
                    ParameterCase{"no_value", "a/b; name; x=y", "a/b x=y | malformed:name"},
                    ParameterCase{"no_name", "a/b; =y", "a/b | malformed:="},
                    ParameterCase{"nothing", "  ", " | malformed:  "}),
    name_of);

TEST(ParameterizedValue, PointsAtTheRawValue) {
  const std::string_view text = "a/b; name=\"x y\"";
  const ParameterizedValue parsed = parse_parameterized(text, 100);
  ASSERT_EQ(parsed.parameters.size(), 1u);
  EXPECT_EQ(parsed.parameters[0].span, span_of(111, 114));
  EXPECT_EQ(parsed.value_span, span_of(100, 103));
  EXPECT_TRUE(parsed.has_parameter("name"));
  EXPECT_EQ(parsed.parameter("charset"), "");
}

TEST(ParameterizedValue, StaysLinear) {
  // Quadratic work would take minutes here.
  for (const std::string_view piece : {"(", ";", "a=b;", "x*0=b;", "a=\"", "\"", "=", "\\", "a "}) {
    std::string text = "text/plain; ";
    while (text.size() < 300'000) text += piece;
    EXPECT_LE(parse_parameterized(text, 0).problems.size(), 64u) << piece;
  }
}

}  // namespace
}  // namespace maillint
