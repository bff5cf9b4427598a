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

TEST(Transcript, RefusedAtTheGreeting) {
  const Transcript transcript = read(
      "Connected to mx.b.example.\nEscape character is '^]'.\n554 5.7.1 Client host blocked\n");
  EXPECT_TRUE(transcript.is_transcript());
  ASSERT_EQ(transcript.refusals.size(), 1u);
  EXPECT_EQ(transcript.refusals[0].command, Command::connect);
}

/// The refusal of DATA follows from that of every recipient.
TEST(Transcript, RefusalOfAllRecipientsIsOne) {
  EXPECT_EQ(read("C: RCPT TO:<jane@b.example>\nC: DATA\nS: 550 5.1.1 no\n"
                 "S: 554 5.5.1 no valid recipients\n")
                .refusals.size(),
            1u);
}

TEST(Transcript, OrdinaryTextIsNone) {
  EXPECT_FALSE(read("Dear Jane,\n250 people came.\nRegards").is_transcript());
}

TEST(Transcript, TwoHundredThousandLines) {
  std::string words = "220 mx.b.example ESMTP\n";
  for (int i = 0; i < 100'000; ++i) words += "RCPT TO:<u@b.example>\n550 5.1.1 no\n";
  EXPECT_FALSE(read(words).refusals.empty());
}

TEST(Transcript, StampedLines) {
  for (const std::string_view words :
       {"2026-11-23 10:00:00 SERVER -> CLIENT: 220 mx.b.example ESMTP\n"
        "2026-11-23 10:00:00 CLIENT -> SERVER: RCPT TO:<jane@b.example>\n"
        "2026-11-23 10:00:00 SERVER -> CLIENT: 550 5.1.1 no\n",
        "Mon 2026-11-23 10:00:00: [17] <-- 220 mx.b.example ESMTP\n"
        "Mon 2026-11-23 10:00:00: [17] --> RCPT To:<jane@b.example>\n"
        "Mon 2026-11-23 10:00:00: [17] <-- 550 5.1.1 no\n",
        "[2026-11-23 10:00:00] DEBUG [x1] S: 220 mx.b.example ESMTP\n"
        "[2026-11-23 10:00:00] DEBUG [x1] C: RCPT TO:<jane@b.example>\n"
        "[2026-11-23 10:00:00] DEBUG [x1] S: 550 5.1.1 no\n"}) {
    const Transcript transcript = read(std::string(words));
    ASSERT_EQ(transcript.refusals.size(), 1u) << words;
    EXPECT_EQ(transcript.refusals[0].address, "jane@b.example");
    EXPECT_EQ(transcript.refusals[0].diagnostic, "550 5.1.1 no");
    EXPECT_EQ(transcript.refusals[0].remote_ip, "");
  }
}

MailLog read_lines(const std::string& words) {
  const Text text = text_of(words);
  return read_log(text, split_lines(text.text));
}

TEST(ReadLogs, QmailTellsTheAddressBefore) {
  const MailLog log = read_lines(
      "@40000001 starting delivery 7: msg 12 to remote jane@b.example\n"
      "@40000002 starting delivery 8: msg 13 to remote joe@b.example\n"
      "@40000003 delivery 8: success: 192.0.2.1_accepted_message./\n"
      "@40000004 delivery 7: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_"
      "5.1.1_No_such_user/Giving_up_on_192.0.2.1./\n");
  EXPECT_EQ(log.mta, "qmail");
  ASSERT_EQ(log.refusals.size(), 1u);
  EXPECT_EQ(log.refusals[0].address, "jane@b.example");
  EXPECT_EQ(log.refusals[0].diagnostic, "550 5.1.1 No such user");
  EXPECT_EQ(log.refusals[0].command, Command::rcpt_to);
  EXPECT_EQ(log.refusals[0].remote_ip, "192.0.2.1");
}

TEST(ReadLogs, ReplyInPieces) {
  const std::string words =
      "2026-11-16T08:13:00Z INFO rejected from = \"me@a.example\", to = \"jane@b.example\", code = "
      "450, details = \"4.2.1 busy\"\n";
  const Text text = text_of(words);
  const MailLog log = read_log(text, split_lines(text.text));
  ASSERT_EQ(log.refusals.size(), 1u);
  EXPECT_EQ(log.refusals[0].address, "jane@b.example");
  EXPECT_EQ(log.refusals[0].action, Action::delayed);
  EXPECT_EQ(log.refusals[0].diagnostic, "450 4.2.1 busy");
}

TEST(ReadLogs, PowerMtaTable) {
  const MailLog log = read_lines(
      "type,timeLogged,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat\n"
      "b,2026-11-23,me@a.example,jane@b.example,,failed,5.1.1 (bad),\"smtp;550 5.1.1 User "
      "\"\"jane\"\" unknown\",mx.b.example (192.0.2.1),bad-mailbox\n"
      "d,2026-11-23,me@a.example,joe@b.example,,relayed,2.0.0 (success),smtp;250 ok,mx,\n"
      "t,2026-11-23,me@a.example,ann@b.example,,delayed,4.2.2 (full),smtp;452 4.2.2 full,mx,\n");
  EXPECT_EQ(log.mta, "powermta");
  EXPECT_EQ(log.lines, 3u);
  ASSERT_EQ(log.refusals.size(), 2u);
  EXPECT_EQ(log.refusals[0].diagnostic, "550 5.1.1 User \"jane\" unknown");
  EXPECT_EQ(log.refusals[0].remote_mta, "mx.b.example");
  EXPECT_EQ(log.refusals[1].action, Action::delayed);
}

TEST(ReadLogs, ExchangeTracking) {
  const MailLog log = read_lines(
      "#Software: Microsoft Exchange Server\n"
      "#Fields: date-time,event-id,message-id,recipient-address,recipient-status,total-bytes\n"
      "2026-11-23T10:00:00.000Z,FAIL,<x@a.example>,jane@b.example;joe@b.example,'550 5.1.1 "
      "RESOLVER.ADR.RecipNotFound; not found',100\n"
      "2026-11-23T10:00:00.000Z,SEND,<x@a.example>,ann@b.example,250 2.1.5 Recipient OK,100\n");
  EXPECT_EQ(log.mta, "exchange");
  ASSERT_EQ(log.refusals.size(), 2u);
  EXPECT_EQ(log.refusals[1].address, "joe@b.example");
  EXPECT_EQ(log.refusals[1].status, "5.1.1");
}

TEST(ReadLogs, OtherTablesAreNone) {
  EXPECT_EQ(read_lines("name,age\nJane,30\n").lines, 0u);
  EXPECT_EQ(read_lines("email,reason\n").lines, 0u);
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
        LogCase{"opensmtpd",
                "Nov 23 10:00:00 mx smtpd[77]: 0123 mta delivery evpid=5d from=<me@a.example> "
                "to=<jane@b.example> rcpt=<-> relay=\"mx.b.example (192.0.2.1)\" delay=1s "
                "result=\"PermFail\" stat=\"550 5.1.1 No such user\"",
                "jane@b.example", Action::failed, "5.1.1", "550", Command::none, "mx.b.example",
                "550 5.1.1 No such user"},
        LogCase{"exim_own_words",
                "2026-11-16 09:12:59 1tCabc-0001Xy-2z ** jane@b.example: Unrouteable address",
                "jane@b.example", Action::failed, "", "", Command::none, "", "Unrouteable address"},
        LogCase{"exim_reject",
                "2026-11-16 09:13:01 H=(ws) [192.0.2.9] F=<y@z.example> temporarily rejected RCPT "
                "<jane@b.example>: greylisted",
                "jane@b.example", Action::delayed, "", "", Command::rcpt_to, "", "greylisted"},
        LogCase{
            "sendmail_reject",
            "Nov 16 09:13:00 mx sm-mta[12]: x: ruleset=check_rcpt, arg1=<jane@b.example>, "
            "relay=ws.z.example [192.0.2.9], reject=550 5.7.1 <jane@b.example>... Relaying denied",
            "jane@b.example", Action::failed, "5.7.1", "550", Command::rcpt_to, "",
            "550 5.7.1 <jane@b.example>... Relaying denied"},
        LogCase{"sendmail_reply",
                "Nov 16 09:12:59 mail sendmail[12]: x: to=<jane@b.example>, mailer=esmtp, "
                "relay=mx.b.example. [192.0.2.1], dsn=5.1.1, reply=550 5.1.1 no, stat=User unknown",
                "jane@b.example", Action::failed, "5.1.1", "550", Command::none, "mx.b.example",
                "550 5.1.1 no"},
        LogCase{
            "any_program",
            "2026-11-16T08:13:00Z [outbound] bounced: host=mx.b.example response=\"550 5.1.1 no\" "
            "rcpts=<jane@b.example>",
            "jane@b.example", Action::failed, "5.1.1", "550", Command::none, "", "550 5.1.1 no"},
        LogCase{"sendmail",
                "Nov 16 09:12:59 mail sendmail[12]: x: to=<jane@b.example>, delay=00:00:01, "
                "mailer=esmtp, relay=mx.b.example. [192.0.2.1], dsn=5.1.1, stat=User unknown",
                "jane@b.example", Action::failed, "5.1.1", "", Command::none, "mx.b.example",
                "User unknown"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace maillint::bounce
