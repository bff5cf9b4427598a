// What is guessed of a message, beside its profile: stage, kind, placeholders.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "rules/maillint.h"
#include "rules/placeholder.h"

namespace maillint {
namespace {

Report look_at(std::string_view octets) {
  return check({.path = "x.eml", .octets = std::string(octets), .origin = {}}, Options{});
}

struct StageCase {
  std::string_view name;
  std::string_view fields;
  Stage expected;
  std::string_view reason;
};

class GuessStage : public testing::TestWithParam<StageCase> {};

TEST_P(GuessStage, BySigns) {
  const Report report = look_at("From: a@b.example\nTo: c@d.example\n" +
                                std::string(GetParam().fields) + "\nhello\n");
  EXPECT_EQ(report.settings.stage, GetParam().expected);
  EXPECT_EQ(report.guess.stage_reason, GetParam().reason);
}

constexpr std::string_view received = "Received: from a by b; Mon, 23 Nov 2026 09:13:05 +0100\n";

INSTANTIATE_TEST_SUITE_P(
    Signs, GuessStage,
    testing::Values(
        StageCase{"received", received, Stage::received, "Received, line 3"},
        StageCase{"unsent", "X-Unsent: 1\nDate: x\nMessage-ID: <1@b.example>\n", Stage::draft,
                  "X-Unsent, line 3"},
        StageCase{"unsent_0", "X-Unsent: 0\nDate: x\nMessage-ID: <1@b.example>\n", Stage::sent,
                  "no Received, but Date and Message-ID"},
        StageCase{"thunderbird_draft",
                  "X-Mozilla-Draft-Info: internal/draft; vcard=0\nDate: x\nMessage-ID: <1@b>\n",
                  Stage::draft, "X-Mozilla-Draft-Info, line 3"},
        StageCase{"sent_copy", "Date: x\nMessage-ID: <1@b.example>\n", Stage::sent,
                  "no Received, but Date and Message-ID"},
        StageCase{"nothing", "", Stage::draft, "no Received and no Date"}),
    [](const auto& test) { return std::string(test.param.name); });

struct KindCase {
  std::string_view name;
  std::string_view octets;
  Kind expected;
};

class ClassifyMessage : public testing::TestWithParam<KindCase> {};

TEST_P(ClassifyMessage, ByContent) {
  EXPECT_EQ(look_at(GetParam().octets).kind, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ClassifyMessage,
    testing::Values(
        KindCase{"message", "From: a@b.example\nDate: x\n\nhello\n", Kind::message},
        KindCase{"html_only", "<html><p>Hello</p></html>\n", Kind::template_},
        KindCase{"empty", "", Kind::template_},
        KindCase{"header_with_placeholder", "Subject: Hello {{name}}\n\nhello\n", Kind::template_},
        KindCase{"placeholder_was_sent", "Subject: Hello {{name}}\nDate: x\n\nhello\n",
                 Kind::message},
        KindCase{"placeholder_in_body_only", "Subject: Hello\n\nhello {{name}}\n", Kind::message},
        KindCase{"delivery_report",
                 "Date: x\nContent-Type: multipart/report; report-type=delivery-status;\n"
                 " boundary=b\n\n--b\n\nx\n--b--\n",
                 Kind::report},
        KindCase{"report_by_its_part",
                 "Date: x\nContent-Type: multipart/report; boundary=b\n\n--b\n\nx\n--b\n"
                 "Content-Type: message/feedback-report\n\nx\n--b--\n",
                 Kind::report},
        KindCase{"other_report",
                 "Date: x\nContent-Type: multipart/report; report-type=tlsrpt; boundary=b\n\n"
                 "--b\n\nx\n--b--\n",
                 Kind::message}),
    [](const auto& test) { return std::string(test.param.name); });

struct PlaceholderCase {
  std::string_view name;
  std::string_view text;
  std::string_view found;
};

class FindPlaceholder : public testing::TestWithParam<PlaceholderCase> {};

TEST_P(FindPlaceholder, Finds) {
  const Placeholder tag = find_placeholder(GetParam().text);
  EXPECT_EQ(GetParam().text.substr(tag.begin, tag.end - tag.begin), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Tags, FindPlaceholder,
    testing::Values(PlaceholderCase{"braces", "Hello {{ user.name | default: \"x\" }}!",
                                    "{{ user.name | default: \"x\" }}"},
                    PlaceholderCase{"stars", "Hi *|FNAME|*", "*|FNAME|*"},
                    PlaceholderCase{"percent", "Hi %FIRSTNAME%,", "%FIRSTNAME%"},
                    PlaceholderCase{"brackets", "Dear [Last_Name]", "[Last_Name]"},
                    PlaceholderCase{"double_brackets", "[[bin]] [[FIRST_NAME]]", "[[FIRST_NAME]]"},
                    PlaceholderCase{"three_braces", "{{{ name }}}", "{{{ name }}}"},
                    PlaceholderCase{"array", "{{1, 2}, {3, 4}}", ""},
                    PlaceholderCase{"build_script", "${{ secrets.KEY }}", ""},
                    PlaceholderCase{"variables", "$100 $HOME $firstname", "$firstname"},
                    PlaceholderCase{"environment", "%PATH% %TEMP%\\x %recipient.name%",
                                    "%recipient.name%"},
                    PlaceholderCase{"list_tag", "[Name] Minutes", ""},
                    PlaceholderCase{"url_escapes", "https://x.example/%C3%BC%FC%AB%", ""},
                    PlaceholderCase{"percentages", "50%% off, 20%% more", ""},
                    PlaceholderCase{"unclosed", "Hi {{ name", ""},
                    PlaceholderCase{"over_lines", "Hi {{ name\n}}", ""},
                    PlaceholderCase{"empty", "{{}} {{ }}", ""},
                    PlaceholderCase{"prompt", "Set ${HOME", ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(FindPlaceholder, FindsOneKindOnly) {
  constexpr std::string_view text = "{% if x %}{{ name }}*|FNAME|*";
  EXPECT_EQ(find_placeholder(text).kind, PlaceholderKind::jinja_block);
  EXPECT_EQ(find_placeholder(PlaceholderKind::mustache, text, 0).begin, 10u);
  EXPECT_EQ(find_placeholder(PlaceholderKind::mailchimp, text, 0).begin, 20u);
  EXPECT_FALSE(find_placeholder(PlaceholderKind::erb, text, 0));
}

TEST(Placeholders, AreThoseThatASearchForTheirKindFinds) {
  for (const std::string_view text :
       {"{{ ${x} }} and ${y}", "[[NAME_X]] [First Name] {{ [First Name] }}", "*|A|*%%b%%{% c %}",
        "nothing here, 5 < 6"}) {
    for (const auto kind :
         {PlaceholderKind::mustache, PlaceholderKind::mailchimp, PlaceholderKind::percent,
          PlaceholderKind::bracket, PlaceholderKind::dollar, PlaceholderKind::erb,
          PlaceholderKind::jinja_block}) {
      Placeholder expected = find_placeholder(kind, text, 0);
      for (const Placeholder& tag : placeholders(kind, text)) {
        EXPECT_EQ(tag.begin, expected.begin) << text;
        EXPECT_EQ(tag.end, expected.end) << text;
        expected = find_placeholder(kind, text, expected.end);
      }
      EXPECT_FALSE(expected) << text;
    }
  }
}

TEST(FindPlaceholder, IsLinear) {
  const std::string text(1 << 20, '{');
  EXPECT_FALSE(find_placeholder(text));
}

}  // namespace
}  // namespace maillint
