// Tests of whom a reply is about: the recipient, or the sender.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/rules/explained.h"

namespace maillint {
namespace {

using test::explain_text;
using test::first_id;
using test::first_refusal;

struct BlameCase {
  std::string_view name;
  std::string_view after;  // the command that the reply came after
  std::string_view reply;
  std::string_view category;
  bool suppress = false;
};

/// Exim's notice of a message from news@shop.example to jane@b.example.
std::string notice(const BlameCase& blame) {
  return fmt::format(
      "Return-Path: <>\nFrom: Mail Delivery System <Mailer-Daemon@far.example>\n"
      "To: news@shop.example\nSubject: Mail delivery failed: returning message to sender\n\n"
      "A message that you sent could not be delivered to one or more of its\nrecipients.\n\n"
      "  jane@b.example\n    host mx.b.example [203.0.113.5]\n"
      "    SMTP error from remote mail server after {}:\n    {}\n",
      blame.after, blame.reply);
}

class Blames : public testing::TestWithParam<BlameCase> {};

TEST_P(Blames, NobodyForWhatAnotherDid) {
  const Report report = explain_text(notice(GetParam()));
  EXPECT_EQ(first_refusal(report).refusal.address, "jane@b.example");
  EXPECT_EQ(first_refusal(report).category, GetParam().category) << first_id(report);
  EXPECT_EQ(first_refusal(report).suppress, GetParam().suppress);
}

constexpr std::string_view rcpt = "RCPT TO:<jane@b.example>";

INSTANTIATE_TEST_SUITE_P(
    Replies, Blames,
    testing::Values(
        BlameCase{"recipient", rcpt, "550 5.1.1 <jane@b.example>: User unknown",
                  "recipient-unknown", true},
        BlameCase{"recipient_without_a_name", rcpt, "550 No such user", "recipient-unknown", true},
        BlameCase{
            "callout_of_the_sender", rcpt,
            "550-Verification failed for <news@shop.example>\n"
            "    550-The mail server could not deliver mail to news@shop.example.  The account "
            "or domain may not exist.\n    550 Sender verify failed",
            "sender-rejected"},
        BlameCase{
            "callout_without_bounces", rcpt,
            "550-Callback setup failed while verifying <news@shop.example>\n"
            "    550-This host does not accept mail from domains whose servers refuse bounces.\n"
            "    550 Sender verify failed",
            "sender-rejected"},
        BlameCase{"callout_and_dns", rcpt,
                  "550-Verification failed for <news@shop.example>\n"
                  "    550-all relevant MX records point to non-existent hosts\n"
                  "    550 Sender verify failed",
                  "sender-rejected"},
        BlameCase{"callout_of_the_recipient", rcpt,
                  "550-Verification failed for <jane@b.example>\n    550 No such user",
                  "recipient-unknown", true},
        BlameCase{"author", rcpt, "550 5.7.1 news@shop.example: mailbox does not exist", "policy"},
        BlameCase{"mail_from", "MAIL FROM:<news@shop.example>", "550 5.1.1 User unknown", "policy"},
        BlameCase{"helo", "EHLO far.example", "550 5.7.1 No such host far.example", "policy"},
        BlameCase{"host", rcpt, "550 5.7.1 host app1 [192.0.2.10]: unknown host, no PTR record",
                  "no-ptr"},
        BlameCase{"greylisting", rcpt, "450 4.7.1 unknown user, greylisted, try again in 5 minutes",
                  "greylisted"},
        BlameCase{"lock_for_now", rcpt,
                  "550 This account has been temporarily disabled, please try again later",
                  "recipient-disabled"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Blame, IsNotMisledByAnAddressThatEndsAlike) {
  const Report report = explain_text(
      "Return-Path: <>\nFrom: Mailer-Daemon@far.example\nTo: annejo@b.example\n"
      "Subject: Mail delivery failed\n\nYour message could not be delivered to:\n\n"
      "  jo@b.example\n    host mx.b.example said: 550 5.7.1 <annejo@b.example>: No such user "
      "here\n");
  EXPECT_EQ(first_refusal(report).refusal.address, "jo@b.example");
  EXPECT_FALSE(first_refusal(report).suppress);
}

}  // namespace
}  // namespace maillint
