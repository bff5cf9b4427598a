// Tests of lint/bounce/dsn.h.
#include "lint/bounce/dsn.h"

#include <gtest/gtest.h>

#include <string>

namespace maillint::bounce {
namespace {

StatusReport read(const std::string& fields) {
  Text text;
  text.text = fields;
  text.verbatim = true;
  return read_status_report(text);
}

TEST(StatusReport, ReadsEveryGroup) {
  const StatusReport report = read(
      "Reporting-MTA: dns; mx.a.example\nArrival-Date: Mon, 16 Nov 2026 09:12:58 +0100\n\n"
      "Original-Recipient: rfc822;alias@b.example\nFinal-Recipient: rfc822; jane@b.example\n"
      "Action: failed\nStatus: 5.1.1\nRemote-MTA: dns; MX.b.example\n"
      "Diagnostic-Code: smtp; 550-5.1.1 No such\n  550 5.1.1 user\n\n"
      "Final-Recipient: rfc822; joe@b.example\nAction: delayed\nStatus: 4.0.0\n");
  EXPECT_EQ(report.reporting_mta, "dns; mx.a.example");
  ASSERT_EQ(report.recipients.size(), 2u);
  const Refusal& jane = report.recipients[0];
  EXPECT_EQ(jane.address, "jane@b.example");
  EXPECT_EQ(jane.original_address, "alias@b.example");
  EXPECT_EQ(jane.action, Action::failed);
  EXPECT_EQ(jane.status, "5.1.1");
  EXPECT_EQ(jane.reply_code, "550");
  EXPECT_EQ(jane.remote_mta, "mx.b.example");
  EXPECT_EQ(jane.diagnostic, "550 5.1.1 No such user");
  EXPECT_EQ(report.recipients[1].action, Action::delayed);
  EXPECT_EQ(report.recipients[1].status, "4.0.0");
  EXPECT_EQ(report.recipients[1].status_source, "dsn");
}

TEST(StatusReport, SpanPointsAtTheWords) {
  const std::string fields =
      "Final-Recipient: rfc822;a@b.example\nDiagnostic-Code: smtp;\n  550 no\nAction: failed\n";
  const StatusReport report = read(fields);
  ASSERT_EQ(report.recipients.size(), 1u);
  const Span span = report.recipients[0].span;
  EXPECT_TRUE(fields.substr(span.begin, span.size()).ends_with("550 no"));
}

TEST(StatusReport, PrefersThePreciseCodeOfTheText) {
  const StatusReport report = read(
      "Final-Recipient: rfc822;a@b.example\nAction: failed\nStatus: 5.0.0\n"
      "Diagnostic-Code: x-unix; 550 5.7.1 Mail rejected\n");
  ASSERT_EQ(report.recipients.size(), 1u);
  EXPECT_EQ(report.recipients[0].status, "5.7.1");
  EXPECT_EQ(report.recipients[0].status_source, "diagnostic");
}

TEST(StatusReport, EximPutsTheActionFirst) {
  const StatusReport report = read(
      "Reporting-MTA: dns; a.example\n\nAction: failed\nFinal-Recipient: rfc822;a@b.example\n"
      "Status: 5.0.0\n\nAction: failed\nFinal-Recipient: rfc822;c@b.example\nStatus: 5.0.0\n");
  ASSERT_EQ(report.recipients.size(), 2u);
  EXPECT_EQ(report.recipients[1].address, "c@b.example");
  EXPECT_EQ(report.recipients[1].action, Action::failed);
}

TEST(StatusReport, ReadsFieldsInsideQuotedProse) {
  const std::string fields =
      "He wrote:\n> Final-Recipient: rfc822; a@b.example\n> Action: failed\n> Status: 5.1.1\n>\n> "
      "Regards\n";
  EXPECT_TRUE(has_status_fields(fields));
  const StatusReport report = read(fields);
  ASSERT_EQ(report.recipients.size(), 1u);
  EXPECT_EQ(report.recipients[0].status, "5.1.1");
  EXPECT_FALSE(has_status_fields("the field final-recipient: is one"));
}

TEST(StatusReport, StopsAtABoundary) {
  const StatusReport report = read(
      "Final-Recipient: rfc822;a@b.example\nAction: failed\n\n--bound\nContent-Type: x/y\n\n"
      "Status: 5.9.9\n");
  ASSERT_EQ(report.recipients.size(), 1u);
  EXPECT_EQ(report.recipients[0].status, "");
}

TEST(StatusReport, TwentyThousandRecipients) {
  std::string fields = "Reporting-MTA: dns; a.example\n\n";
  for (int i = 0; i < 20'000; ++i)
    fields += "Final-Recipient: rfc822;u" + std::to_string(i) +
              "@b.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp;550 5.1.1 no\n\n";
  EXPECT_EQ(read(fields).recipients.size(), 20'000u);
}

}  // namespace
}  // namespace maillint::bounce
