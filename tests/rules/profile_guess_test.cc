// The profile that is guessed where the user names none.
#include <gtest/gtest.h>

#include <string>

#include "rules/maillint.h"

namespace maillint {
namespace {

struct ProfileCase {
  std::string_view name;
  std::string_view fields;
  std::string_view body;
  Profile expected;
};

class GuessProfile : public testing::TestWithParam<ProfileCase> {};

TEST_P(GuessProfile, from_signs) {
  std::string octets = "From: News <news@example.com>\nTo: bert@example.org\n";
  octets += GetParam().fields;
  octets += "\n";
  octets += GetParam().body;
  Options options;
  const Report report = check({.path = "x.eml", .octets = octets, .origin = {}}, options);
  EXPECT_EQ(report.settings.profile, GetParam().expected) << report.guess.profile_reason;
  EXPECT_TRUE(report.profile_guessed);
}

constexpr std::string_view html = "Subject: x\nMIME-Version: 1.0\nContent-Type: text/html\n";

INSTANTIATE_TEST_SUITE_P(
    Signs, GuessProfile,
    testing::Values(
        ProfileCase{"none", "Subject: x\n", "Hello\n", Profile::personal},
        ProfileCase{"list_id", "List-Id: <news.example.com>\n", "Hello\n", Profile::bulk},
        ProfileCase{"unsubscribe_url", "Subject: x\n",
                    "Bye: https://example.com/unsubscribe?id=1\n", Profile::bulk},
        ProfileCase{"unsubscribe_label", html,
                    "<a href=\"https://example.com/x?id=1\">Hier abmelden</a>", Profile::bulk},
        ProfileCase{"an_answer_quotes_it", "Subject: Re: x\nIn-Reply-To: <1@example.org>\n",
                    "> https://example.com/unsubscribe?id=1\n", Profile::personal},
        ProfileCase{"a_forward_quotes_it", "Subject: Fwd: x\n",
                    "> https://example.com/unsubscribe?id=1\n", Profile::personal},
        ProfileCase{"service_without_link", "X-SG-EID: abc\n", "Your code is 1\n",
                    Profile::transactional},
        ProfileCase{"service_with_link", "X-SG-EID: abc\n", "https://example.com/unsubscribe\n",
                    Profile::bulk}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace maillint
