// Tests of lint/bounce/transcript.h and log.h.
#include <gtest/gtest.h>

#include <string>

#include "lint/bounce/log.h"
#include "lint/bounce/transcript.h"

namespace maillint::bounce {
namespace {

Text text_of(const std::string& words) {
  Text text;
  text.text = words;
  text.verbatim = true;
  return text;
}

Transcript read(const std::string& words) {
  const Text text = text_of(words);
  const std::vector<Line> lines = split_lines(text.text);
  return read_transcript(text, lines, 0, lines.size());
}

TEST(Transcript, Swaks) {
  const Transcript transcript = read(
      "=== Trying mx.b.example:25...\n=== Connected to mx.b.example.\n<-  220 mx.b.example ESMTP\n"
      " -> EHLO a.example\n<-  250 mx.b.example\n -> MAIL FROM:<me@a.example>\n<-  250 ok\n"
      " -> RCPT TO:<jane@b.example>\n<** 550 5.1.1 User unknown\n -> QUIT\n<-  221 bye\n");
  EXPECT_TRUE(transcript.is_transcript());
  ASSERT_EQ(transcript.refusals.size(), 1u);
  EXPECT_EQ(transcript.refusals[0].address, "jane@b.example");
  EXPECT_EQ(transcript.refusals[0].command, Command::rcpt_to);
  EXPECT_EQ(transcript.refusals[0].remote_mta, "mx.b.example");
  EXPECT_EQ(transcript.refusals[0].diagnostic, "550 5.1.1 User unknown");
}

TEST(Transcript, TelnetAfterData) {
  const Transcript transcript = read(
      "220 mx.b.example ESMTP\nHELO a.example\n250 mx\nMAIL FROM:<me@a.example>\n250 ok\n"
      "RCPT TO:<jane@b.example>\n250 ok\nRCPT TO:<joe@b.example>\n250 ok\nDATA\n354 go on\n"
      "Subject: x\n550 is a number\n.\n554-5.7.1 Spam message\n554 5.7.1 rejected.\n");
  ASSERT_EQ(transcript.refusals.size(), 2u);
  EXPECT_EQ(transcript.refusals[1].address, "joe@b.example");
  EXPECT_EQ(transcript.refusals[1].command, Command::end_of_data);
  EXPECT_EQ(transcript.refusals[1].diagnostic, "554 5.7.1 Spam message rejected.");
}

TEST(Transcript, RefusedSenderNamesNobody) {
  const Transcript transcript =
      read("> MAIL FROM:<me@a.example>\n< 451 4.7.1 Try again later.\n> QUIT\n");
  ASSERT_EQ(transcript.refusals.size(), 1u);
  EXPECT_EQ(transcript.refusals[0].address, "");
  EXPECT_EQ(transcript.refusals[0].command, Command::mail_from);
}

TEST(Transcript, Smtplib) {
  const Transcript transcript = read(
      "send: 'mail FROM:<me@a.example>\\r\\n'\nreply: b'250 ok\\r\\n'\n"
      "send: 'rcpt TO:<jane@b.example>\\r\\n'\nreply: b'550 5.1.1 no\\r\\n'\n");
  ASSERT_EQ(transcript.refusals.size(), 1u);
  EXPECT_EQ(transcript.refusals[0].address, "jane@b.example");
  EXPECT_EQ(transcript.refusals[0].diagnostic, "550 5.1.1 no");
}

TEST(Transcript, OrdinaryTextIsNone) {
  EXPECT_FALSE(read("Dear Jane,\n250 people came.\nRegards").is_transcript());
}

TEST(Transcript, TwoHundredThousandLines) {
  std::string words = "220 mx.b.example ESMTP\n";
  for (int i = 0; i < 100'000; ++i) words += "RCPT TO:<u@b.example>\n550 5.1.1 no\n";
  EXPECT_FALSE(read(words).refusals.empty());
}

struct LogCase {
  std::string_view name;
  std::string_view line;
  std::string_view address;
  Action action;
  std::string_view status;
  std::string_view reply_code;
  Command command;
  std::string_view host;
  std::string_view diagnostic;
};

class ReadLog : public testing::TestWithParam<LogCase> {};

TEST_P(ReadLog, Line) {
  const std::string words(GetParam().line);
  const Text text = text_of(words);
  const MailLog log = read_log(text, split_lines(text.text));
  ASSERT_EQ(log.refusals.size(), 1u);
  const Refusal& refusal = log.refusals[0];
  EXPECT_EQ(refusal.address, GetParam().address);
  EXPECT_EQ(refusal.action, GetParam().action);
  EXPECT_EQ(refusal.status, GetParam().status);
  EXPECT_EQ(refusal.reply_code, GetParam().reply_code);
  EXPECT_EQ(refusal.command, GetParam().command);
  EXPECT_EQ(refusal.remote_mta, GetParam().host);
  EXPECT_EQ(refusal.diagnostic, GetParam().diagnostic);
  EXPECT_EQ(words.substr(refusal.span.begin, refusal.span.size()), GetParam().diagnostic);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, ReadLog,
    testing::Values(
        LogCase{"postfix",
                "Nov 16 09:12:59 mail postfix/smtp[12]: 9B2: to=<jane@b.example>, "
                "relay=mx.b.example[192.0.2.1]:25, delay=1, dsn=5.7.1, status=bounced (host "
                "mx.b.example[192.0.2.1] said: 554 5.7.1 *Spam message rejected. (in reply to end "
                "of DATA command))",
                "jane@b.example", Action::failed, "5.7.1", "554", Command::end_of_data,
                "mx.b.example", "554 5.7.1 *Spam message rejected."},
        LogCase{"postfix_deferred",
                "Nov 16 09:12:59 mail postfix/smtp[12]: 9B2: to=<jane@b.example>, relay=none, "
                "delay=1, dsn=4.4.1, status=deferred (connect to mx.b.example[192.0.2.1]:25: "
                "Connection timed out)",
                "jane@b.example", Action::delayed, "4.4.1", "", Command::none, "mx.b.example",
                "connect to mx.b.example[192.0.2.1]:25: Connection timed out"},
        LogCase{"postfix_reject",
                "Nov 16 09:12:59 mail postfix/smtpd[12]: NOQUEUE: reject: RCPT from "
                "h.a.example[192.0.2.9]: 554 5.7.1 <jane@b.example>: Relay access denied; "
                "from=<me@a.example> to=<jane@b.example> proto=ESMTP helo=<h>",
                "jane@b.example", Action::failed, "5.7.1", "554", Command::rcpt_to, "",
                "554 5.7.1 <jane@b.example>: Relay access denied"},
        LogCase{"exim",
                "2026-11-16 09:12:59 1tCabc-0001Xy-2z ** jane@b.example R=dnslookup "
                "T=remote_smtp H=mx.b.example [192.0.2.1] X=TLS1.3:AES:256 CV=yes: SMTP error from "
                "remote mail server after RCPT TO:<jane@b.example>: 550 no",
                "jane@b.example", Action::failed, "", "550", Command::rcpt_to, "mx.b.example",
                "550 no"},
        LogCase{"exim_own_words",
                "2026-11-16 09:12:59 1tCabc-0001Xy-2z ** jane@b.example: Unrouteable address",
                "jane@b.example", Action::failed, "", "", Command::none, "", "Unrouteable address"},
        LogCase{"sendmail",
                "Nov 16 09:12:59 mail sendmail[12]: x: to=<jane@b.example>, delay=00:00:01, "
                "mailer=esmtp, relay=mx.b.example. [192.0.2.1], dsn=5.1.1, stat=User unknown",
                "jane@b.example", Action::failed, "5.1.1", "", Command::none, "mx.b.example",
                "User unknown"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace maillint::bounce
