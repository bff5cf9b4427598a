// The risk model: its features, the sum of its weights, and the list they come from.
#include "rules/risk/risk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "rules/data/table.h"
#include "rules/maillint.h"

namespace maillint::risk {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> features_of_message(std::string octets) {
  Input input;
  input.octets = std::move(octets);
  const Report report = check(std::move(input), {});
  return features_of(*report.facts, report.settings);
}

struct WordsCase {
  std::string name;
  std::string text;
  std::vector<std::string> expected;
};

class Words : public testing::TestWithParam<WordsCase> {};

TEST_P(Words, AreWhatTheAuthorWrote) { EXPECT_EQ(words(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Text, Words,
    testing::Values(
        WordsCase{"lower_case", "Free MONEY", {"free", "money"}},
        WordsCase{"of_three_octets_and_more", "a to the end", {"the", "end"}},
        WordsCase{"at_most_24_octets",
                  std::string(24, 'a') + " " + std::string(25, 'b'),
                  {std::string(24, 'a')}},
        WordsCase{"marks_and_digits_part", "free-money! viag7ra", {"free", "money", "viag"}},
        WordsCase{"other_scripts",
                  "\xC3\x84"
                  "rger, \xE2\x80\x9E"
                  "frei\xE2\x80\x9C",
                  {"\xC3\xA4rger", "frei"}},
        WordsCase{"no_hosts", "see http://www.example.com/path or example.net now", {"see", "now"}},
        WordsCase{"no_addresses", "mail ann@example.com, please", {"mail", "please"}},
        WordsCase{"full_stop_at_the_end", "The end.", {"the", "end"}},
        WordsCase{
            "no_quoted_lines", "Yes\n> question\n  > more\nAnn wrote:\nAnswer", {"yes", "answer"}},
        WordsCase{"no_signature", "Text\r\n-- \r\nAnn Example\r\n", {"text"}},
        WordsCase{"no_list_footer", "Text\n_______________________\nlist footer", {"text"}},
        WordsCase{"no_text", "", {}}, WordsCase{"no_utf8", "abc\xFFxyz", {"abc", "xyz"}}),
    [](const testing::TestParamInfo<WordsCase>& test) { return test.param.name; });

constexpr const char* plain_message =
    "From: Ann <ann7@example.com>\r\n"
    "To: bob@example.org\r\n"
    "Subject: [Tag] Refund of $ 500!\r\n"
    "X-Priority: 1\r\n"
    "\r\n"
    "Cheap offer at http://192.0.2.1:8080/buy?id=1\r\n";

TEST(RiskFeatures, NameWhatIsThere) {
  EXPECT_THAT(
      features_of_message(plain_message),
      AllOf(Contains("field:x-priority"), Contains("from:digits in address"), Contains("from:.com"),
            Contains("type:text/plain"), Contains("subject word:refund"),
            Contains("subject:exclamation mark"), Contains("subject:sum of money"),
            Contains("word:cheap"), Contains("link:address for a host"), Contains("link:port"),
            Contains("link:query"), Contains("link:1+ links")));
}

TEST(RiskFeatures, HoldNoHostNoAddressNoTag) {
  for (const std::string& feature : features_of_message(plain_message)) {
    for (const char* name : {"example", "ann", "bob", "192", "tag"})
      EXPECT_EQ(feature.find(name), std::string::npos) << feature;
  }
}

TEST(RiskFeatures, AreSortedAndEachOnce) {
  const std::vector<std::string> found = features_of_message(
      "From: a@example.com\nX-A: 1\nX-A: 2\nSubject: word word\n\nword word word\n");
  EXPECT_TRUE(std::ranges::is_sorted(found));
  EXPECT_EQ(std::ranges::adjacent_find(found), found.end());
  EXPECT_EQ(std::ranges::count(found, "word:word"), 1);
  EXPECT_EQ(found, features_of_message("From: a@example.com\nX-A: 1\nX-A: 2\nSubject: word word\n"
                                       "\nword word word\n"));
}

TEST(RiskFeatures, OfHtml) {
  const std::vector<std::string> found = features_of_message(
      "From: a@example.com\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
      "<html><body bgcolor=red><font>BUY now</font><img src=a><a href='http://b.example.biz/'>x</a>"
      "<p style='display:none'>hidden</p></body></html>\n");
  EXPECT_THAT(found,
              AllOf(Contains("html:no plain text beside it"), Contains("html:<font>"),
                    Contains("html:bgcolor"), Contains("html:1+ images"), Contains("html:1+ links"),
                    Contains("html:hidden text"), Contains("link:.biz"), Contains("word:buy")));
  EXPECT_THAT(found, Not(Contains("word:hidden")));
}

TEST(RiskFeatures, DependNotOnSelectionAndProfile) {
  const auto message = [] {
    Input input;
    input.octets = plain_message;
    return input;
  };
  const std::string select[] = {"date-*"};
  const RuleSet dates(all_rules(), select);
  const Report all = check(message(), {.risk = true});
  const Report some =
      check(message(), {.profile = Profile::personal, .risk = true, .rules = &dates});
  ASSERT_TRUE(all.risk && some.risk);
  EXPECT_EQ(all.risk->probability, some.risk->probability);
  EXPECT_FALSE(check(message(), {}).risk);
}

TEST(RiskFeatures, AreBoundedInALargeText) {
  std::string octets = "From: a@example.com\nSubject: x\n\n";
  octets.append(text_octets, '\n');
  octets += "behind\n";
  EXPECT_THAT(features_of_message(octets), Not(Contains("word:behind")));
}

double weight_of(std::string_view feature) {
  const lists::Rows rows = lists::risk_weights.find(feature);
  return rows.empty() ? 0 : std::stoi(std::string(lists::risk_weights.cell(rows.begin, 1))) / 100.0;
}

TEST(Risk, WithoutKnownFeaturesIsTheBias) {
  const std::vector<std::string> unknown = {"rule:no-such-rule", "word:qqqqqq"};
  const Risk risk = assess(unknown);
  EXPECT_THAT(risk.contributors, IsEmpty());
  EXPECT_DOUBLE_EQ(risk.probability, 1 / (1 + std::exp(-weight_of("model:bias"))));
  EXPECT_THAT(risk.trained_on, testing::HasSubstr("SpamAssassin"));
}

TEST(Risk, IsTheSumOfItsContributors) {
  const std::vector<std::string> features = {"subject:reply", "word:click", "word:guaranteed"};
  const Risk risk = assess(features);
  double sum = weight_of("model:bias");
  for (const std::string& feature : features) {
    EXPECT_NE(weight_of(feature), 0) << feature;
    sum += weight_of(feature);
  }
  EXPECT_DOUBLE_EQ(risk.probability, 1 / (1 + std::exp(-sum)));
  ASSERT_EQ(risk.contributors.size(), 3U);
  EXPECT_EQ(risk.contributors.back().feature, "subject:reply");
  EXPECT_EQ(risk.contributors.back().kind, Kind::header);
  EXPECT_LT(risk.contributors.back().weight, 0);
  EXPECT_GE(risk.contributors[0].weight, risk.contributors[1].weight);
}

TEST(Risk, IsNeverCertain) {
  std::vector<std::string> spam;
  std::vector<std::string> ham;
  for (std::uint32_t row = 0; row < lists::risk_weights.size(); ++row) {
    const std::string name(lists::risk_weights.key(row));
    if (!name.starts_with("model:")) (weight_of(name) > 0 ? spam : ham).push_back(name);
  }
  EXPECT_DOUBLE_EQ(assess(spam).probability, 0.99);
  EXPECT_DOUBLE_EQ(assess(ham).probability, 0.01);
}

TEST(Risk, NamesTheStrongestOfEachSide) {
  std::vector<std::string> features;
  for (std::uint32_t row = 0; row < lists::risk_weights.size(); ++row)
    features.emplace_back(lists::risk_weights.key(row));
  std::erase_if(features, [](const std::string& name) { return name.starts_with("model:"); });
  const Risk risk = assess(features);
  ASSERT_EQ(risk.contributors.size(), 2 * contributors_shown);
  for (std::size_t i = 0; i < contributors_shown; ++i) {
    EXPECT_GT(risk.contributors[i].weight, 0);
    EXPECT_LT(risk.contributors[contributors_shown + i].weight, 0);
  }
  EXPECT_GE(risk.contributors[0].weight, risk.contributors[5].weight);
  EXPECT_LE(risk.contributors[6].weight, risk.contributors[11].weight);
}

TEST(Risk, FindingsNeverLowerIt) {
  std::size_t rules = 0;
  for (std::uint32_t row = 0; row < lists::risk_weights.size(); ++row) {
    const std::string_view key = lists::risk_weights.key(row);
    if (kind_of(key) != Kind::rule) continue;
    ++rules;
    EXPECT_GT(weight_of(key), 0) << key;
  }
  EXPECT_GT(rules, 0U);
}

TEST(Risk, KindsOfFeatures) {
  EXPECT_EQ(kind_of("rule:link-userinfo"), Kind::rule);
  EXPECT_EQ(kind_of("field:x-priority"), Kind::header);
  EXPECT_EQ(kind_of("subject word:free"), Kind::header);
  EXPECT_EQ(kind_of("word:free"), Kind::text);
  EXPECT_EQ(kind_of("link:https"), Kind::text);
}

// The weights were trained on names: a lookup that hashed otherwise on another machine would find
// other weights, or none.
TEST(Risk, EveryWeightIsFoundByItsName) {
  for (std::uint32_t row = 0; row < lists::risk_weights.size(); ++row) {
    const lists::Rows rows = lists::risk_weights.find(lists::risk_weights.key(row));
    EXPECT_EQ(rows.begin, row);
    EXPECT_EQ(rows.end, row + 1);
  }
}

}  // namespace
}  // namespace maillint::risk
