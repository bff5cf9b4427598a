// Tests of lint/bounce/delivery_report.h over testdata/bounces/.
#include "lint/bounce/delivery_report.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace maillint {
namespace {

/// A message read from testdata, with everything that its report views.
struct Read {
  explicit Read(const std::string& path) : message(source(path)), facts(message) {
    report = read_delivery_report(message, facts);
  }

  static std::unique_ptr<const Source> source(const std::string& path) {
    std::ifstream file(std::string(MAILLINT_ROOT) + "/testdata/bounces/" + path, std::ios::binary);
    std::stringstream octets;
    octets << file.rdbuf();
    return std::make_unique<const Source>(path, octets.str());
  }

  Message message;
  Facts facts;
  DeliveryReport report;
};

struct SeedCase {
  std::string_view name;
  std::string_view words;  // as they stand in the file, with the codes
  bool names_recipient;    // in a transcript: refused at RCPT or later
};

constexpr SeedCase seeds[] = {
    {"recipients-unknown",
     "554 5.7.1 Message cannot be sent. One or more recipients were previously reported as "
     "unknown.",
     true},
    {"try-again-later", "451 4.7.1 Try again later.", true},
    {"spam-starred", "554 5.7.1 *Spam message rejected.", true},
    {"ip-blacklisted", "554 5.7.1 Spam message rejected: Connection refused ip is blacklisted.",
     true},
    {"recipients-not-available",
     "554 5.7.1 Message cannot be sent. One or more recipients were previously reported as not "
     "available.",
     true},
    {"provider-network-blocked",
     "550 5.7.1 Your message was rejected. Please contact your service provider since part of "
     "their network is in our internal block list.",
     false},
    {"ip-rate-limited",
     "451 4.7.1 The mail server [203.0.113.7] is being temporarily rate limited due to IP "
     "reputation. Contact your mail service provider for a resolution.",
     false},
    {"dmarc-greylisted",
     "451 4.7.1 Greylisted due to DMARC policy failure. Try again after 300 seconds. Future DMARC "
     "failures WILL be rejected.",
     true},
};

class SeedBounce : public testing::TestWithParam<std::string_view> {};

TEST_P(SeedBounce, WordsRecipientAndPlace) {
  for (const SeedCase& seed : seeds) {
    const std::string path = std::string(GetParam()) + "/" + std::string(seed.name) + ".eml";
    SCOPED_TRACE(path);
    const Read read(path);
    ASSERT_EQ(read.report.recipients.size(), 1u);
    const Refusal& refusal = read.report.recipients[0];
    EXPECT_EQ(refusal.address, "paula@empfaenger.example");
    EXPECT_EQ(refusal.diagnostic, seed.words);
    EXPECT_EQ(refusal.reply_code, seed.words.substr(0, 3));
    EXPECT_EQ(refusal.status, seed.words.substr(4, 5));
    EXPECT_TRUE(read.message.text(refusal.span).starts_with(seed.words.substr(0, 12)));
    EXPECT_NE(read.report.original.source, "none");
    EXPECT_EQ(read.report.original.recipients,
              std::vector<std::string>{"paula@empfaenger.example"});
    EXPECT_TRUE(read.report.kind == ReportKind::bounce || read.report.kind == ReportKind::delay);
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, SeedBounce,
                         testing::Values("postfix", "exim", "qmail", "exchange-en", "exchange-de"),
                         [](const auto& test) {
                           std::string name(test.param);
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

struct TextCase {
  std::string_view folder;
  ReportKind kind;
};

class SeedText : public testing::TestWithParam<TextCase> {};

TEST_P(SeedText, WordsAndKind) {
  for (const SeedCase& seed : seeds) {
    const std::string path = std::string(GetParam().folder) + "/" + std::string(seed.name) + ".txt";
    SCOPED_TRACE(path);
    const Read read(path);
    EXPECT_EQ(read.report.kind, GetParam().kind);
    ASSERT_EQ(read.report.recipients.size() + read.report.errors.size(), 1u);
    const Refusal& refusal =
        read.report.recipients.empty() ? read.report.errors[0] : read.report.recipients[0];
    EXPECT_EQ(refusal.diagnostic, seed.words);
    EXPECT_EQ(read.message.text(refusal.span), seed.words);
    if (GetParam().kind == ReportKind::transcript) {
      EXPECT_EQ(!refusal.address.empty(), seed.names_recipient);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Texts, SeedText,
                         testing::Values(TextCase{"dialog", ReportKind::dialog},
                                         TextCase{"transcript", ReportKind::transcript},
                                         TextCase{"log", ReportKind::log},
                                         TextCase{"line", ReportKind::reply}),
                         [](const auto& test) { return std::string(test.param.folder); });

TEST(DeliveryReport, PostfixTellsCommandHostAndDates) {
  const Read read("postfix/dmarc-greylisted.eml");
  EXPECT_EQ(read.report.kind, ReportKind::delay);
  EXPECT_EQ(read.report.generator.mta, "postfix");
  EXPECT_EQ(read.report.reporting_mta, "dns; mail.absender.example");
  EXPECT_TRUE(read.report.arrival_date.has_value());
  const Refusal& refusal = read.report.recipients.at(0);
  EXPECT_EQ(refusal.action, Action::delayed);
  EXPECT_EQ(name(refusal.command), "DATA");
  EXPECT_EQ(refusal.remote_mta, "w01abc23.kasserver.com");
  EXPECT_EQ(refusal.remote_ip, "85.13.128.7");
}

TEST(DeliveryReport, ReturnedOriginalKnowsItsLines) {
  const Read read("qmail/spam-rejected-empty-subject.eml");
  ASSERT_EQ(read.report.original.source, "text");
  EXPECT_EQ(read.report.original.from, "anna@absender.example");
  EXPECT_EQ(read.report.original.message_id, "<7f3c@absender.example>");
  EXPECT_EQ(read.report.original.subject, "");
  const Field* subject = read.report.original.message->find(FieldId::subject);
  ASSERT_NE(subject, nullptr);
  EXPECT_EQ(read.report.original.message->source().position(subject->name.begin).line, 22u);
}

TEST(DeliveryReport, SendmailTranscriptGivesEachItsReply) {
  const Read read("other/sendmail.eml");
  ASSERT_EQ(read.report.recipients.size(), 2u);
  EXPECT_EQ(read.report.recipients[0].status, "5.1.1");
  EXPECT_EQ(read.report.recipients[0].command, Command::rcpt_to);
  EXPECT_EQ(read.report.recipients[1].status, "5.2.2");
  EXPECT_EQ(read.report.recipients[1].original_address, "team@absender.example");
  EXPECT_EQ(read.report.recipients[1].remote_mta, "mx.empfaenger.example");
}

TEST(DeliveryReport, GmailNamesTheRecipientInASentence) {
  const Read read("other/gmail.eml");
  ASSERT_EQ(read.report.recipients.size(), 1u);
  EXPECT_EQ(read.report.recipients[0].address, "paula@empfaenger.example");
  EXPECT_EQ(read.report.recipients[0].diagnostic,
            "550 5.7.26 This mail has been blocked because the sender is unauthenticated. For "
            "instructions, go to the help pages.");
}

TEST(DeliveryReport, ForwardedInlineIsRead) {
  const Read read("forwarded/inline.eml");
  EXPECT_EQ(read.report.kind, ReportKind::bounce);
  ASSERT_EQ(read.report.recipients.size(), 1u);
  EXPECT_EQ(read.report.recipients[0].address, "paula@empfaenger.example");
  EXPECT_EQ(read.report.recipients[0].status, "5.1.1");
  EXPECT_EQ(read.report.recipients[0].command, Command::rcpt_to);
}

TEST(DeliveryReport, ForwardedAsAttachmentPointsIntoThisFile) {
  const Read read("forwarded/attached.eml");
  EXPECT_EQ(read.report.kind, ReportKind::bounce);
  ASSERT_EQ(read.report.recipients.size(), 1u);
  const Refusal& refusal = read.report.recipients[0];
  EXPECT_EQ(read.message.text(refusal.span), "554 5.7.1 *Spam message rejected.");
  EXPECT_EQ(read.message.parts()[refusal.part].type, "message/delivery-status");
  EXPECT_EQ(read.report.original.source, "rfc822");
}

TEST(DeliveryReport, AutoreplyAndLetterAreNoBounces) {
  const Read autoreply("other/autoreply.eml");
  EXPECT_EQ(autoreply.report.kind, ReportKind::autoreply);
  EXPECT_TRUE(autoreply.report.recipients.empty());
  const Read letter("other/letter.eml");
  EXPECT_EQ(letter.report.kind, ReportKind::none);
  EXPECT_TRUE(letter.report.recipients.empty());
}

}  // namespace
}  // namespace maillint
