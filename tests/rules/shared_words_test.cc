// Tests of explain: entries with the same words are told apart by evidence.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

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

constexpr std::string_view bare = "554 5.7.1 Spam message rejected.";

TEST(SpamMessageRejected, IsUndecidedWithoutAMessage) {
  const Report report = explain_text(std::string(bare));
  const ExplainedRefusal& refusal = first_refusal(report);
  EXPECT_FALSE(refusal.decided);
  EXPECT_THAT(ids(refusal),
              testing::ElementsAre("all-inkl/spam-technical", "all-inkl/spam-behaviour",
                                   "all-inkl/spam-behaviour-days", "all-inkl/mail-loop",
                                   "rspamd/spam-rejected"));
  EXPECT_THAT(refusal.would_decide, Contains(HasSubstr("--original")));
  EXPECT_THAT(refusal.would_decide, Contains(HasSubstr("--history")));
  EXPECT_THAT(refusal.would_decide, Contains(HasSubstr("--host")));
  EXPECT_THAT(refusal.explanations.front().evidence, Contains(HasSubstr("*.kasserver.com")));
}

TEST(SpamMessageRejected, IsTheFiltersOwnAtAForeignHost) {
  Options options;
  options.host = "mx1.hostinger.com";
  const Report report = explain_text(std::string(bare), options);
  EXPECT_EQ(first_id(report), "rspamd/spam-rejected");
  for (const Explanation& explanation : first_refusal(report).explanations) {
    if (explanation.id.starts_with("all-inkl/")) {
      EXPECT_EQ(explanation.verdict, Verdict::ruled_out);
    }
  }
}

constexpr std::string_view shapes[] = {"postfix", "exim", "qmail", "exchange-en", "exchange-de"};

TEST(SpamMessageRejected, IsDecidedByTheReturnedMessage) {
  for (const std::string_view shape : shapes) {
    const Report technical = explain_file(fmt::format("{}/spam-rejected-empty-subject.eml", shape));
    EXPECT_TRUE(first_refusal(technical).decided) << shape;
    EXPECT_EQ(first_id(technical), "all-inkl/spam-technical") << shape;
    const Report loop = explain_file(fmt::format("{}/spam-rejected-loop.eml", shape));
    EXPECT_TRUE(first_refusal(loop).decided) << shape;
    EXPECT_EQ(first_id(loop), "all-inkl/mail-loop") << shape;
    const Report deception =
        explain_file(fmt::format("{}/spam-rejected-deceptive-link.eml", shape));
    EXPECT_TRUE(first_refusal(deception).decided) << shape;
    EXPECT_EQ(first_id(deception), "all-inkl/spam-behaviour") << shape;
    const Report clean = explain_file(fmt::format("{}/spam-rejected-clean.eml", shape));
    EXPECT_FALSE(first_refusal(clean).decided) << shape;
  }
}

constexpr std::string_view clean_head =
    "From: Anna Absender <anna@absender.example>\nTo: Paula <paula@empfaenger.example>\n"
    "Date: Mon, 16 Nov 2026 09:12:57 +0100\nMessage-ID: <7f3a@mail.absender.example>\n";

TEST(SpamMessageRejected, IsDecidedByAGivenMessage) {
  const std::string no_subject = fmt::format("{}Subject: \n\nHello\n", clean_head);
  Options options;
  options.original = &no_subject;
  options.host = "w01abc23.kasserver.com";
  const Report report = explain_text(std::string(bare), options);
  EXPECT_TRUE(first_refusal(report).decided);
  EXPECT_EQ(first_id(report), "all-inkl/spam-technical");
  const Explanation& first = first_refusal(report).explanations.front();
  EXPECT_EQ(first.verdict, Verdict::most_likely);
  EXPECT_THAT(first.steps.front().rules, Contains("subject-empty"));
  EXPECT_THAT(first.steps.front().found, testing::SizeIs(1));
}

/// A bounce of the given day for a message with the given subject.
std::string bounce_of(int day, std::string_view subject) {
  return fmt::format(
      "From: MAILER-DAEMON@mail.absender.example\nTo: anna@absender.example\nDate: {0}\n"
      "Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n"
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
      "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.absender.example\n"
      "Arrival-Date: {0}\n\nFinal-Recipient: rfc822; paula@empfaenger.example\nAction: failed\n"
      "Status: 5.7.1\nRemote-MTA: dns; w01abc23.kasserver.com\nDiagnostic-Code: smtp; {1}\n\n"
      "--b\nContent-Type: message/rfc822\n\n{2}Subject: {3}\n\nHello\n\n--b--\n",
      fmt::format("{}, {} Nov 2026 09:12:58 +0100",
                  day == 16   ? "Mon"
                  : day == 17 ? "Tue"
                              : "Wed",
                  day),
      bare, clean_head, subject);
}

std::vector<Report> history(std::initializer_list<std::string> bounces) {
  std::vector<Report> reports;
  for (const std::string& bounce : bounces) reports.push_back(explain_text(bounce));
  apply_history(reports, {});
  return reports;
}

TEST(History, OfDaysWithAHitPointsAtTheDays) {
  const auto reports = history({bounce_of(16, ""), bounce_of(18, "Minutes of the meeting")});
  EXPECT_EQ(first_id(reports[0]), "all-inkl/spam-behaviour-days");
  EXPECT_TRUE(first_refusal(reports[0]).decided);
  EXPECT_FALSE(first_refusal(reports[1]).decided) << "no hit, so nothing tells the entries apart";
}

TEST(History, OfHoursAndACleanChecklistPointsAtBehaviour) {
  const auto reports =
      history({bounce_of(16, "Minutes of the meeting"), bounce_of(16, "Agenda for Friday")});
  EXPECT_EQ(first_id(reports[0]), "all-inkl/spam-behaviour");
  EXPECT_TRUE(first_refusal(reports[0]).decided);
}

TEST(History, ChangesNothingForASingleBounce) {
  const auto reports = history({bounce_of(16, "Minutes of the meeting")});
  EXPECT_FALSE(first_refusal(reports[0]).decided);
}

TEST(RecipientsUnknown, NamesTheTypingError) {
  std::string bounce = bounce_of(16, "Minutes of the meeting");
  bounce.replace(bounce.find(bare), bare.size(),
                 "554 5.7.1 Message cannot be sent. One or more recipients were previously "
                 "reported as unknown.");
  bounce.replace(bounce.find("paula@empfaenger.example"), 24, "paula@gmial.com");
  const Report report = explain_text(bounce);
  const ExplainedRefusal& refusal = first_refusal(report);
  ASSERT_EQ(refusal.explanations.front().id, "all-inkl/recipients-unknown");
  EXPECT_THAT(refusal.explanations.front().steps.front().found, Contains(HasSubstr("gmail.com")));
  EXPECT_THAT(refusal.explanations.front().evidence, Contains(HasSubstr("gmail.com")));
  EXPECT_TRUE(refusal.suppress) << "it was the only recipient";
}

}  // namespace
}  // namespace maillint
