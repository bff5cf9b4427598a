// Tests of explain where no entry knows the words: patterns of words near each other, and what the
// notice says to people.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "rules/catalogue/catalogue.h"
#include "tests/rules/explained.h"

namespace maillint {
namespace {

using test::explain_file;
using test::explain_text;
using test::first_id;
using test::first_refusal;
using testing::Contains;
using testing::HasSubstr;

struct NearCase {
  std::string_view name;
  std::string_view reply;
  std::string_view category;
  bool suppress = false;
};

class NearWords : public testing::TestWithParam<NearCase> {};

TEST_P(NearWords, TellTheCause) {
  const Report report = explain_text(std::string(GetParam().reply) + '\n');
  const ExplainedRefusal& refusal = first_refusal(report);
  EXPECT_EQ(refusal.category, GetParam().category) << first_id(report);
  EXPECT_EQ(refusal.suppress, GetParam().suppress);
}

INSTANTIATE_TEST_SUITE_P(
    Replies, NearWords,
    testing::Values(
        NearCase{
            "person_not_known",
            "RCPT TO:<bert@example.com>: 550 The person you write to is not known at this site",
            "recipient-unknown", true},
        // The dots of the address part no words.
        NearCase{"address_between",
                 "550 the address b.u@mail.example.com did not exactly match ours",
                 "recipient-unknown"},
        NearCase{"russian_capital", "550 Адресат с таким именем НЕ НАЙДЕН", "recipient-unknown"},
        NearCase{"chinese", "550 收件人的邮箱空间不足", "mailbox-full"},
        NearCase{"sender_is_no_recipient", "550 your envelope sender address is unknown to us here",
                 "sender-rejected"},
        NearCase{"daily_quota_is_the_senders", "452 You have reached your daily relay quota",
                 "rate-limited"},
        NearCase{"host_without_record", "553 mail.example.com does not exist", "domain-not-found"},
        // A code that tells a cause stands above words that tell none.
        NearCase{"code_above_vague_words", "550 5.1.1 House rules: forbidden", "recipient-unknown"},
        NearCase{"vague_words_alone", "550 House rules: forbidden", "policy"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Words, MayHaveUnderscoresForBlanks) {
  EXPECT_EQ(first_refusal(explain_text("550 Permanent Failure: 522_mailbox_full;_sz=1")).category,
            "mailbox-full");
}

TEST(NearWords, SayThatTheTextIsUnknown) {
  const Report report = explain_text("550 The person you write to is not known at this site\n");
  EXPECT_EQ(first_id(report), "near/recipient-unknown");
  EXPECT_THAT(first_refusal(report).explanations.front().evidence,
              Contains("no entry has this text; it is read from \"not known\""));
}

std::string notice(std::string_view words) {
  return "From: MAILER-DAEMON@mx.example.net\nTo: a@example.org\nSubject: Undelivered mail\n"
         "Return-Path: <>\nMIME-Version: 1.0\nContent-Type: multipart/report;\n"
         " report-type=delivery-status; boundary=b\n\n--b\n\n" +
         std::string(words) +
         "\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
         "Final-Recipient: rfc822; bert@example.com\nAction: failed\nStatus: 5.0.0\n\n--b--\n";
}

TEST(Notice, TellsTheCauseWhereTheReplyIsMissing) {
  const Report report =
      explain_text(notice("Your message came back.\nThe mailbox of this user\nis full."));
  EXPECT_EQ(first_refusal(report).category, "mailbox-full");
  EXPECT_THAT(first_refusal(report).explanations.front().evidence,
              Contains("the notice says: The mailbox of this user is full."));
}

struct WholeNotice {
  std::string_view file;
  std::string_view category;
  bool suppress;
};

class WholeNotices : public testing::TestWithParam<WholeNotice> {};

TEST_P(WholeNotices, TellTheCause) {
  const Report report = explain_file("families/" + std::string(GetParam().file));
  EXPECT_EQ(first_refusal(report).category, GetParam().category) << first_id(report);
  EXPECT_EQ(first_refusal(report).suppress, GetParam().suppress);
}

INSTANTIATE_TEST_SUITE_P(Families, WholeNotices,
                         testing::Values(
                             // Of several final refusals of one address the last one stands.
                             WholeNotice{"sendmail-alias-loop.eml", "recipient-unknown", true},
                             // What a local mailer printed before Sendmail's own words.
                             WholeNotice{"sendmail-mailer.eml", "recipient-unknown", true},
                             // What "Technical details" announces stands above "will be retried".
                             WholeNotice{"gmail-delay-details.eml", "network-error", false},
                             // The reason in a paragraph of its own, without a code.
                             WholeNotice{"grund-voll.eml", "mailbox-full", false},
                             // That the server gave up says less than why.
                             WholeNotice{"exim-quota-gave-up.eml", "mailbox-full", false},
                             // The heading of another list blames nobody here.
                             WholeNotice{"two-causes-in-headings.eml", "network-error", false},
                             // The cause before the address, advice behind it.
                             WholeNotice{"lead-cause.eml", "recipient-unknown", true},
                             // Recipients without a domain, the cause before or behind them.
                             WholeNotice{"local-names.eml", "recipient-unknown", true},
                             WholeNotice{"local-name-barred.eml", "sender-rejected", false},
                             // The reason of the mailbox server stands above the code beside it.
                             WholeNotice{"dovecot-reason.eml", "mailbox-full", false}),
                         [](const auto& test) {
                           std::string name(test.param.file.substr(0, test.param.file.find('.')));
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(Notice, ThatGuessesTellsNothing) {
  const Report report = explain_text(
      notice("Your message came back.\nThe user may be unknown, or the mailbox may be full."));
  EXPECT_EQ(first_refusal(report).category, "unclassified");
}

TEST(Notice, TellsNothingOfARecipientBesideOneWithAReply) {
  std::string octets = notice("The mailbox of this user is full.");
  octets.insert(octets.find("\n\n--b--"),
                "\n\nFinal-Recipient: rfc822; ada@example.com\nAction: failed\nStatus: 5.2.2\n"
                "Diagnostic-Code: smtp; 552 5.2.2 Mailbox full");
  const Report report = explain_text(octets);
  ASSERT_EQ(report.recipients.size(), 2u);
  EXPECT_EQ(report.recipients[0].category, "unclassified");
  EXPECT_EQ(report.recipients[1].category, "mailbox-full");
}

TEST(LooseEntry, NeedsAnEntryToBeLike) {
  const CatalogueFile file{
      "acme.toml", "[[entry]]\nid = \"acme/x\"\nlike = \"acme/none\"\ntext = \"acme nay\"\n"};
  const auto catalogue = Catalogue::with(std::span(&file, 1));
  ASSERT_FALSE(catalogue);
  EXPECT_THAT(catalogue.error().what,
              HasSubstr("no entry with words of its own is named 'acme/none'"));
}

TEST(RefusalAtTheConnection, IsAboutTheHost) {
  const Report report = explain_file("refused-at-connection.txt");
  EXPECT_EQ(first_refusal(report).category, "reputation");
  EXPECT_EQ(first_id(explain_text("550 Access denied\n")), "common/policy");
}

}  // namespace
}  // namespace maillint
