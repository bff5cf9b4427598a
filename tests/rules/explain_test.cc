// Tests of explain: the examples of the catalogue, and whose words they are.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "rules/catalogue/audit.h"
#include "rules/catalogue/catalogue.h"
#include "rules/letter.h"
#include "tests/rules/explained.h"

namespace maillint {
namespace {

using test::explain_file;
using test::explain_text;
using test::first_id;
using test::first_refusal;
using test::ids;
using testing::Contains;
using testing::HasSubstr;

TEST(CatalogueExamples, RankTheirOwnEntryFirst) {
  const auto audit = audit_catalogue(test::catalogue_files(),
                                     [](const std::string& file) -> std::optional<std::string> {
                                       return test::read_file(test::bounces() / file);
                                     });
  ASSERT_TRUE(audit) << audit.error().what;
  EXPECT_GT(audit->examples, 1000u);
  for (const CatalogueProblem& problem : audit->problems)
    ADD_FAILURE() << problem.where << ": " << problem.id << ": " << problem.what;
}

TEST(Ranking, PutsAnUnverifiedEntryBelowAVerifiedOneWithTheSameText) {
  const auto entry = [](std::string_view id, std::string_view more) {
    return fmt::format(
        "[[entry]]\nid = \"{}\"\ntext = \"acme says nay\"\ncategory = \"policy\"\ntitle = \"t\"\n"
        "cause = \"c\"\nsteps = [{{who = \"sender\", text = \"x\"}}]\n{}\n",
        id, more);
  };
  const CatalogueFile file{"acme.toml",
                           entry("acme/hearsay", "verified = false") + entry("acme/known", "")};
  const auto catalogue = Catalogue::with(std::span(&file, 1));
  ASSERT_TRUE(catalogue) << catalogue.error().what;
  Options options;
  options.catalogue = catalogue->get();
  const Report report = explain_text("550 5.7.1 ACME says nay", options);
  const ExplainedRefusal& refusal = first_refusal(report);
  ASSERT_THAT(ids(refusal), testing::ElementsAre("acme/known", "acme/hearsay"));
  EXPECT_TRUE(refusal.explanations[0].verified);
  EXPECT_FALSE(refusal.explanations[1].verified);
}

TEST(BareWords, AreTemporaryWhereTheySaySo) {
  Options options;
  for (const std::string_view host : {"", "mx.web.de", "mx.google.com"}) {
    options.host = host;
    EXPECT_FALSE(
        first_refusal(explain_text("Rejected. Try again after 300 seconds.", options)).permanent)
        << host;
    EXPECT_TRUE(first_refusal(explain_text("550 Rejected temporarily", options)).permanent) << host;
  }
}

TEST(BareWords, CountWhereTheCatalogueKnowsThem) {
  const Report report = explain_text("mail for example.com loops back to myself\n");
  EXPECT_EQ(report.delivery->kind, ReportKind::reply);
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_EQ(first_id(report), "postfix/loops-back");
  EXPECT_EQ(report.errors.front().refusal.span, (Span{0, 41}));
  EXPECT_EQ(explain_text("Dear Paula, here are the minutes\n").delivery->kind, ReportKind::none);
}

TEST(ForeignHost, NeverGetsThisProvidersAdviceFirst) {
  for (const EntryData& entry : test::catalogue_data().entries) {
    if (entry.provider != "all-inkl") continue;
    Options options;
    options.host = "mx.elsewhere.example";
    const Report report = explain_text("554 5.7.1 " + entry.text.front(), options);
    EXPECT_FALSE(first_id(report).starts_with("all-inkl/")) << entry.id;
  }
}

struct BitCase {
  std::string_view name, reply, said, unsaid;
};
class SaysSign : public testing::TestWithParam<BitCase> {};
TEST_P(SaysSign, ShowsTheStepsOfWhatTheReplyNames) {
  const Report report = explain_text(std::string(GetParam().reply));
  std::string steps;
  for (const ExplainedStep& step : first_refusal(report).explanations.front().steps) {
    steps += step.text;
  }
  EXPECT_THAT(steps, HasSubstr(GetParam().said));
  EXPECT_THAT(steps, testing::Not(HasSubstr(GetParam().unsaid)));
}
INSTANTIATE_TEST_SUITE_P(
    Catalogue, SaysSign,
    testing::Values(BitCase{"link", "550 5.7.1 Refused by local policy. No SPAM please! (B-URL)",
                            "(B-URL)", "(B-TEXT)"},
                    BitCase{"last_bit", "554 AUP#IPBL0001", "Spamhaus", "Cloudmark"},
                    BitCase{"first_bit", "554 AUP#IPBL1000", "Cloudmark", "Spamhaus"},
                    BitCase{"two_bits", "554 BL000110", "Sender Score", "Spamhaus"},
                    BitCase{"words", "550 5.7.1 Refused by local policy. No SPAM please! (B-TEXT)",
                            "(B-TEXT)", "(B-URL)"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Provider, SettlesWhoseWordsTheyAre) {
  Options options;
  options.provider = "all-inkl";
  const Report report = explain_text("451 4.7.1 Try again later.", options);
  const ExplainedRefusal& refusal = first_refusal(report);
  EXPECT_EQ(refusal.explanations.front().id, "all-inkl/try-again-later");
  EXPECT_TRUE(refusal.decided);
  EXPECT_EQ(refusal.provider_name, "ALL-INKL.COM");
  EXPECT_EQ(refusal.retry, "automatic");
  EXPECT_FALSE(refusal.permanent);
}

TEST(FarReply, IsReadBeforeTheWordsAroundIt) {
  Options options;
  options.host = "x.prod.outlook.com";
  EXPECT_EQ(first_refusal(explain_text("550 5.1.351 Remote server returned unknown recipient or "
                                       "mailbox unavailable -> 554 5.7.1 Service unavailable; "
                                       "Client host [192.0.2.1] blocked using zen.spamhaus.org",
                                       options))
                .category,
            "ip-blocklisted");
  // Words that nobody knows leave the sender's own reading.
  EXPECT_EQ(
      first_refusal(explain_text("550 5.7.350 Remote server returned message detected as spam "
                                 "-> 550 5.7.1 Xyzzy",
                                 options))
          .category,
      "spam-content");
}

TEST(RecipientRefused, IsTheSendersMatterWithASecurityStatus) {
  const auto class_of = [](std::string_view reply) {
    Options options;
    options.host = "x.prod.outlook.com";
    return first_refusal(explain_text(std::string(reply), options)).coarse_class;
  };
  EXPECT_EQ(class_of("550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup"), "auth-policy");
  EXPECT_EQ(class_of("550 RESOLVER.RST.SenderNotAuthenticatedForGroup"), "invalid-recipient");
}

TEST(CommonWords, NameNoProvider) {
  const Report report = explain_text("550 5.1.1 <anna@example.com>: user unknown");
  EXPECT_EQ(first_id(report), "common/recipient-unknown");
  EXPECT_EQ(first_refusal(report).provider, "");
  EXPECT_TRUE(first_refusal(report).suppress);
}

TEST(RecipientsUnknown, SuppressesNobodyOfSeveral) {
  const Report report = explain_text(
      "Nov 16 09:12:59 mail postfix/smtp[1]: 9B2C61C09F: to=<a@x.example>, "
      "relay=w01abc23.kasserver.com[85.13.128.7]:25, "
      "dsn=5.7.1, status=bounced (host w01abc23.kasserver.com[85.13.128.7] said: 554 5.7.1 Message "
      "cannot be sent. One or "
      "more recipients were previously reported as unknown. (in reply to end of DATA command))\n"
      "Nov 16 09:12:59 mail postfix/smtp[1]: 9B2C61C09F: to=<b@x.example>, "
      "relay=w01abc23.kasserver.com[85.13.128.7]:25, "
      "dsn=5.7.1, status=bounced (host w01abc23.kasserver.com[85.13.128.7] said: 554 5.7.1 Message "
      "cannot be sent. One or "
      "more recipients were previously reported as unknown. (in reply to end of DATA command))\n");
  ASSERT_EQ(report.recipients.size(), 2u);
  for (const ExplainedRefusal& refusal : report.recipients) {
    EXPECT_EQ(refusal.category, "suppressed");
    EXPECT_FALSE(refusal.suppress);
    EXPECT_THAT(refusal.explanations.front().steps.front().text, HasSubstr("separate notice"));
  }
}

TEST(GatewayWrapper, SuppressesThatRecipientWhichItNames) {
  const Report report = explain_text(
      "Nov 16 09:12:59 mail postfix/smtp[1]: 9B2C61C09F: to=<a@x.example>, "
      "relay=d1.ess.barracudanetworks.com[192.0.2.7]:25, dsn=5.0.0, status=bounced (host "
      "d1.ess.barracudanetworks.com[192.0.2.7] said: 550 permanent failure for one or more "
      "recipients (b@x.example:550 5.1.1 User unknown) (in reply to end of DATA command))\n"
      "Nov 16 09:12:59 mail postfix/smtp[1]: 9B2C61C09F: to=<b@x.example>, "
      "relay=d1.ess.barracudanetworks.com[192.0.2.7]:25, dsn=5.0.0, status=bounced (host "
      "d1.ess.barracudanetworks.com[192.0.2.7] said: 550 permanent failure for one or more "
      "recipients (b@x.example:550 5.1.1 User unknown) (in reply to end of DATA command))\n");
  ASSERT_EQ(report.recipients.size(), 2u);
  EXPECT_EQ(report.recipients[0].category, "recipient-unknown");
  EXPECT_FALSE(report.recipients[0].suppress);
  EXPECT_TRUE(report.recipients[1].suppress);
}

TEST(DmarcGreylisted, SaysWhatIsMissing) {
  const Report report = explain_file("postfix/dmarc-greylisted.eml");
  const ExplainedRefusal& refusal = first_refusal(report);
  EXPECT_EQ(refusal.retry_after_seconds, 300u);
  EXPECT_FALSE(refusal.suppress);
  const Explanation& first = refusal.explanations.front();
  EXPECT_THAT(first.steps.front().text, HasSubstr("300 seconds"));
  EXPECT_THAT(first.steps.front().text, HasSubstr("15 minutes"));
  EXPECT_THAT(first.evidence, Contains(HasSubstr("DKIM")));
}

TEST(IpRateLimited, NamesTheLookupPages) {
  const Report report = explain_text(
      "451 4.7.1 The mail server [203.0.113.7] is being temporarily rate limited due to IP "
      "reputation. Contact your "
      "mail service provider for a resolution.");
  std::string steps;
  for (const ExplainedStep& step : first_refusal(report).explanations.front().steps)
    steps += step.text;
  EXPECT_THAT(steps, HasSubstr("https://check.spamhaus.org/"));
  EXPECT_THAT(steps, HasSubstr("https://multirbl.valli.org/lookup/203.0.113.7.html"));
}

TEST(IpBlacklisted, AdvisesTheRouterToAccessLinesOnly) {
  const auto steps_of = [](const Report& report) {
    std::string steps;
    for (const ExplainedStep& step : first_refusal(report).explanations.front().steps)
      steps += step.text;
    return steps;
  };
  EXPECT_THAT(steps_of(explain_file("dialog/ip-blacklisted.txt")), HasSubstr("router"));
  EXPECT_THAT(steps_of(explain_file("postfix/ip-blacklisted.eml")),
              testing::Not(HasSubstr("router")));
  EXPECT_THAT(steps_of(explain_file("dialog/ip-blacklisted.txt")), HasSubstr("webmail"));
}

TEST(UnknownWords, GetTheMeaningOfTheirCodeAndNoGuess) {
  const Report report = explain_text("550 5.2.0 Qwxz vbnm");
  const ExplainedRefusal& refusal = first_refusal(report);
  EXPECT_EQ(refusal.explanations.front().id, "status/x.2.0");
  EXPECT_EQ(refusal.explanations.front().verdict, Verdict::possible);
  EXPECT_THAT(refusal.explanations.front().evidence, Contains(HasSubstr("not in the catalogue")));
  EXPECT_FALSE(refusal.explanations.front().steps.empty());
}

TEST(German, IsSpokenThroughout) {
  Options options;
  options.language = Language::de;
  const Report report = explain_file("postfix/spam-rejected-empty-subject.eml", options);
  const Explanation& first = first_refusal(report).explanations.front();
  EXPECT_THAT(first.title, HasSubstr("Ausgangsfilter"));
  EXPECT_THAT(first.evidence, Contains(HasSubstr("zurückgesandte Nachricht")));
}

TEST(Letter, HoldsWhatAPostmasterNeedsAndNoRecipient) {
  const Report report = explain_file("postfix/ip-blacklisted.eml");
  const std::string text = letter(report, {});
  EXPECT_THAT(text, HasSubstr("Connection refused ip is blacklisted"));
  EXPECT_THAT(text, HasSubstr("9B2C61C09F"));
  EXPECT_THAT(text, HasSubstr("w01abc23.kasserver.com"));
  EXPECT_THAT(text, HasSubstr("ALL-INKL.COM"));
  EXPECT_THAT(text, testing::Not(HasSubstr("paula@")));
  EXPECT_THAT(letter(report, {.language = Language::de, .with_recipients = true}),
              HasSubstr("paula@"));
}

}  // namespace
}  // namespace maillint
