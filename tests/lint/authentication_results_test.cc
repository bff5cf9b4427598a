// Tests of lint/authentication_results.h.
#include "lint/authentication_results.h"

#include <gtest/gtest.h>

#include <string>

namespace maillint {
namespace {

/// "mx.example: spf=pass [smtp.mailfrom=a@b] | malformed:x"
std::string describe(std::string_view text) {
  constexpr std::size_t source_begin = 20;
  const AuthenticationResults parsed = parse_authentication_results(text, source_begin);
  std::string result;
  if (parsed.instance) result += std::to_string(*parsed.instance) + " ";
  result.append(parsed.authserv_id).append(":");
  if (parsed.none) result += " none";
  for (const AuthenticationMethod& method : parsed.methods) {
    result.append(" ").append(method.method).append("=").append(method.result);
    if (!method.comment.empty()) result.append(" (").append(method.comment).append(")");
    if (!method.reason.empty()) result.append(" reason=").append(method.reason);
    for (const AuthenticationProperty& p : method.properties) {
      result.append(" [").append(p.ptype).append(".").append(p.property).append("=");
      result.append(p.value).append("]");
    }
  }
  if (parsed.malformed) {
    result += " | malformed:";
    result += text.substr(parsed.malformed_span.begin - source_begin, parsed.malformed_span.size());
  }
  return result;
}

struct ResultsCase {
  std::string_view name;
  std::string_view text;
  std::string_view expected;
};

class ParseAuthenticationResults : public testing::TestWithParam<ResultsCase> {};

TEST_P(ParseAuthenticationResults, TellsMethods) {
  EXPECT_EQ(describe(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, ParseAuthenticationResults,
    testing::Values(
        ResultsCase{"none", " mx.example.org 1; none", "mx.example.org: none"},
        ResultsCase{"usual",
                    "mx.example.org;\r\n dkim=pass (2048-bit key) header.d=a.example "
                    "header.b=\"aB=c\";\r\n spf=pass smtp.mailfrom=x@a.example",
                    "mx.example.org: dkim=pass (2048-bit key) [header.d=a.example] [header.b=aB=c] "
                    "spf=pass [smtp.mailfrom=x@a.example]"},
        ResultsCase{"reason", "mx; dkim/1=fail reason=\"bad signature\" header.d=a.example",
                    "mx: dkim=fail reason=bad signature [header.d=a.example]"},
        ResultsCase{"no_id", "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.example;dkim=none",
                    ": spf=pass (sender IP is 192.0.2.1) [smtp.mailfrom=a.example] dkim=none"},
        ResultsCase{"arc", "i=2; mx.example.org; arc=pass; dmarc=pass header.from=a.example",
                    "2 mx.example.org: arc=pass dmarc=pass [header.from=a.example]"},
        ResultsCase{"junk", "mx.example.org; hello; spf=pass",
                    "mx.example.org: spf=pass | malformed:hello"},
        ResultsCase{"id_only", "mx.example.org", "mx.example.org: | malformed:mx.example.org"}),
    [](const testing::TestParamInfo<ResultsCase>& test) { return std::string(test.param.name); });

TEST(AuthenticationResults, FindsPropertiesByName) {
  const auto parsed = parse_authentication_results("mx; spf=pass smtp.MailFrom=a.example", 0);
  ASSERT_EQ(parsed.methods.size(), 1u);
  EXPECT_EQ(parsed.methods[0].property("smtp", "mailfrom"), "a.example");
  EXPECT_EQ(parsed.methods[0].property("smtp", "helo"), "");
}

}  // namespace
}  // namespace maillint
