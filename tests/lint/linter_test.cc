// Tests of lint/rule.h: which rules run, what they report, what it comes to.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/limits.h"
#include "lint/rule.h"
#include "lint/web/html_structure.h"

namespace maillint {
namespace {

void report_fields(const Field& field, const Facts&, const Settings&, const Reporter& report) {
  if (field.id == FieldId::to) report(field.name, "to");
}

void report_every_octet(const Message& message, const Facts&, const Settings&,
                        const Reporter& report) {
  for (std::size_t i = message.octets().size(); i > 0; --i) report(span_of(i - 1, i));
}

void report_milder(const Message&, const Facts&, const Settings&, const Reporter& report) {
  report.as(Severity::info, Span{0, 1}, {.message = "mild"});
}

constexpr Rule rule(std::string_view id, Severity severity, Criterion criterion, Check check,
                    Profiles profiles = {}) {
  return {.id = id,
          .severity = severity,
          .criterion = criterion,
          .profiles = profiles,
          .summary = "Summary",
          .check = check};
}

constexpr Rule to_rule =
    rule("recipient-to", Severity::error, Criterion::recipients, &report_fields);
constexpr Rule octet_rule =
    rule("subject-octets", Severity::warning, Criterion::subject, &report_every_octet);
constexpr Rule mild_rule = rule("link-mild", Severity::error, Criterion::links, &report_milder);
constexpr Rule bulk_rule =
    rule("list-to", Severity::warning, Criterion::bulk, &report_fields, {Profile::bulk});

struct Mail {
  explicit Mail(std::string octets)
      : message(std::make_unique<const Source>("x.eml", std::move(octets))), facts(message) {}
  Message message;
  Facts facts;
};

std::vector<RuleFindings> run(const Mail& mail, std::vector<const Rule*> rules,
                              const Settings& settings = {}) {
  return lint(mail.message, mail.facts, settings, RuleSet(rules));
}

TEST(Lint, CallsFieldRulesOnceAField) {
  const Mail mail("To: a@b.example\nFrom: x@b.example\nTo: c@d.example\n\nhello\n");
  const auto found = run(mail, {&to_rule});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].count, 2u);
  ASSERT_EQ(found[0].places.size(), 2u);
  EXPECT_EQ(found[0].places[1].place.source, (Span{34, 36}));
  EXPECT_EQ(found[0].places[1].detail.message, "to");
}

TEST(Lint, PutsErrorsFirstAndPlacesInOrder) {
  const Mail mail("From: x@b.example\nTo: c@d.example\n\nhello\n");
  const auto found = run(mail, {&octet_rule, &mild_rule, &to_rule});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].rule, &to_rule);
  EXPECT_EQ(found[1].rule, &octet_rule);
  EXPECT_EQ(found[2].rule, &mild_rule);  // by what it reported, not by what its record says
  EXPECT_EQ(found[1].places.front().place.source.begin, 0u);
}

TEST(Lint, KeepsTheFirstPlacesAndCountsTheRest) {
  const Mail mail("To: c@d.example\n\n" + std::string(2 * limits::places_per_rule, 'x'));
  const auto found = run(mail, {&octet_rule});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].count, mail.message.octets().size());
  EXPECT_EQ(found[0].places.size(), limits::places_per_rule);
}

void report_comments(const HtmlBody& html, const Facts& facts, const Settings&,
                     const Reporter& report) {
  for (const Span comment : html.structure().comments) report(facts.place_in(html, comment));
}

constexpr Rule comment_rule =
    rule("html-comment", Severity::info, Criterion::rendering, &report_comments);

TEST(Lint, CallsHtmlRulesOnceAnHtmlBody) {
  const Mail mail(
      "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n<!--text-->\n"
      "--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
      "a=3D<!--x-->\n--b--\n");
  const auto found = run(mail, {&comment_rule});
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].places.size(), 1u);
  EXPECT_EQ(mail.message.text(found[0].places[0].place.source), "<!--x-->");
  EXPECT_EQ(found[0].places[0].place.decoded, (Span{2, 10}));
}

TEST(Lint, RunsOnlyRulesOfTheProfile) {
  const Mail mail("To: c@d.example\n\nhello\n");
  EXPECT_TRUE(run(mail, {&bulk_rule}, {.profile = Profile::personal}).empty());
  EXPECT_EQ(run(mail, {&bulk_rule}, {.profile = Profile::bulk}).size(), 1u);
}

TEST(RuleSet, SelectsAndIgnoresByGlob) {
  const Rule* const rules[] = {&to_rule, &octet_rule, &mild_rule, &bulk_rule};
  const auto size = [](const RuleSet& set) {
    return set.on(Check::On::message).size() + set.on(Check::On::field).size();
  };
  const std::string all_to[] = {"*-to"};
  const std::string lists[] = {"list-*"};
  EXPECT_EQ(size(RuleSet(rules)), 4u);
  EXPECT_EQ(size(RuleSet(rules, all_to)), 2u);
  EXPECT_EQ(size(RuleSet(rules, all_to, lists)), 1u);
  EXPECT_EQ(size(RuleSet(rules, {}, lists)), 3u);
}

CriterionResult result_of(Criterion criterion, const std::vector<CriterionResult>& results) {
  return results.at(static_cast<std::size_t>(criterion));
}

TEST(JudgeCriteria, FailsByErrorsWarnsByWarnings) {
  const Mail mail("From: x@b.example\nTo: c@d.example\n\nhello\n");
  const auto found = run(mail, {&octet_rule, &mild_rule, &to_rule});
  const auto results = judge_criteria(mail.message, mail.facts, {}, found);
  ASSERT_EQ(results.size(), criterion_count);
  EXPECT_EQ(result_of(Criterion::recipients, results).status, CriterionStatus::fail);
  EXPECT_EQ(result_of(Criterion::recipients, results).findings, 1u);
  EXPECT_EQ(result_of(Criterion::subject, results).status, CriterionStatus::warn);
  EXPECT_EQ(result_of(Criterion::links, results).status, CriterionStatus::pass);
  EXPECT_EQ(result_of(Criterion::links, results).findings, 0u);  // info never counts
}

TEST(JudgeCriteria, SaysWhatOneMessageCannotTell) {
  const Mail mail("From: x@b.example\nTo: c@d.example\n\nhello\n");
  const auto results = judge_criteria(mail.message, mail.facts, {.profile = Profile::personal}, {});
  for (const Criterion criterion : {Criterion::list_hygiene, Criterion::behaviour, Criterion::bulk,
                                    Criterion::rendering, Criterion::authentication}) {
    EXPECT_EQ(result_of(criterion, results).status, CriterionStatus::not_checkable);
    EXPECT_FALSE(result_of(criterion, results).note.empty());
  }
  EXPECT_EQ(result_of(Criterion::technical, results).status, CriterionStatus::pass);
  const auto bulk = judge_criteria(mail.message, mail.facts, {.profile = Profile::bulk}, {});
  EXPECT_EQ(result_of(Criterion::bulk, bulk).status, CriterionStatus::pass);
}

struct GlobCase {
  std::string_view name;
  std::string_view pattern;
  std::string_view text;
  bool matches;
};

class GlobMatch : public testing::TestWithParam<GlobCase> {};

TEST_P(GlobMatch, Matches) {
  EXPECT_EQ(glob_match(GetParam().pattern, GetParam().text), GetParam().matches);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, GlobMatch,
    testing::Values(GlobCase{"same", "link-shortener", "link-shortener", true},
                    GlobCase{"prefix", "link-*", "link-shortener", true},
                    GlobCase{"other_family", "link-*", "subject-url", false},
                    GlobCase{"middle", "header-*-from", "header-missing-from", true},
                    GlobCase{"two_stars", "*-*", "a-b-c", true},
                    GlobCase{"must_come_back", "*ab", "aab", true},
                    GlobCase{"empty_pattern", "", "a", false},
                    GlobCase{"star_matches_nothing", "link-*", "link-", true},
                    GlobCase{"part_is_not_all", "link", "link-shortener", false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Rule, FamilyOfCompoundNames) {
  EXPECT_EQ(rule("subject-ends-question", {}, {}, &report_fields).family(), "subject");
  EXPECT_EQ(rule("message-id-no-at", {}, {}, &report_fields).family(), "message-id");
}

}  // namespace
}  // namespace maillint
