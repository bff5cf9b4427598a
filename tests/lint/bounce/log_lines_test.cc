// Tests of lint/bounce/log_readers.h through log.h: lines of servers and filters, and lists of
// what waits.
#include <gtest/gtest.h>

#include <string>

#include "lint/bounce/log.h"
#include "lint/bounce/log_readers.h"

namespace maillint::bounce {
namespace {

MailLog read(const std::string& words) {
  Text text;
  text.text = words;
  text.verbatim = true;
  return read_log(text, split_lines(text.text));
}

struct SummaryCase {
  std::string_view name;
  std::string_view lines;
  std::string_view refusals;  // "jane@b.example failed 550 5.1.1 no; ..."
  std::string_view delivered;
};

std::string summary(const std::vector<Refusal>& refusals) {
  std::string all;
  for (const Refusal& refusal : refusals) {
    if (!all.empty()) all += "; ";
    all += refusal.address + ' ' + std::string(name(refusal.action)) + ' ' + refusal.diagnostic;
  }
  return all;
}

std::string addresses(const std::vector<Refusal>& refusals) {
  std::string all;
  for (const Refusal& refusal : refusals) all += (all.empty() ? "" : " ") + refusal.address;
  return all;
}

class LogLines : public testing::TestWithParam<SummaryCase> {};

TEST_P(LogLines, AreRead) {
  const MailLog log = read(std::string(GetParam().lines));
  EXPECT_GT(log.lines, 0u);
  EXPECT_EQ(summary(log.refusals), GetParam().refusals);
  EXPECT_EQ(addresses(log.deliveries), GetParam().delivered);
}

INSTANTIATE_TEST_SUITE_P(
    Servers, LogLines,
    testing::Values(
        SummaryCase{"postfix_header_warning",
                    "Nov 16 09:12:59 mail postfix/cleanup[12]: 9B2CDE: warning: header Subject: "
                    "550 5.1.1 User unknown from h.a.example[192.0.2.9]; from=<me@a.example> "
                    "to=<jane@b.example> proto=ESMTP helo=<h>\n",
                    "", ""},
        SummaryCase{"postfix_reject_warning",
                    "Nov 16 09:12:59 mail postfix/smtpd[12]: NOQUEUE: reject_warning: RCPT from "
                    "h.a.example[192.0.2.9]: 550 5.1.1 <jane@b.example>: User unknown; "
                    "from=<me@a.example> to=<jane@b.example> proto=ESMTP helo=<h>\n",
                    "", ""},
        SummaryCase{"postfix_header_reject",
                    "Nov 16 09:12:59 mail postfix/cleanup[12]: 9B2CDE: reject: header Subject: "
                    "550 5.1.1 no; from=<x@y.example> to=<ann@b.example> from "
                    "h.a.example[192.0.2.9]; from=<me@a.example> to=<jane@b.example> proto=ESMTP "
                    "helo=<h>: 5.7.1 not wanted\n",
                    "jane@b.example failed 5.7.1 not wanted", ""},
        SummaryCase{"exim_arrival",
                    "2026-11-16 09:12:59 1tCabc-0001Xy-2z <= me@a.example H=h [192.0.2.9] P=esmtp "
                    "S=550 T=\"550 5.1.1 no\" from <me@a.example> for jane@b.example\n",
                    "", ""},
        SummaryCase{"exim_pipe",
                    "2026-11-16 09:12:59 1tCabc-0001Xy-2z ** |/usr/bin/x (jane@b.example) "
                    "<jane@b.example> R=aliases T=address_pipe: Child process returned 127\n",
                    "jane@b.example failed Child process returned 127", ""},
        SummaryCase{"sendmail_two",
                    "Nov 16 09:12:59 mail sendmail[12]: 4AN8C0: to=<jane@b.example>,"
                    "<joe@b.example>, delay=00:00:02, relay=mx.b.example. [192.0.2.1], dsn=5.1.1, "
                    "stat=User unknown\n",
                    "jane@b.example failed User unknown; joe@b.example failed User unknown", ""},
        SummaryCase{"sendmail_unknown",
                    "Nov 16 09:12:59 mail sm-mta[12]: 4AN8C0: <jane@b.example>... User unknown\n",
                    "jane@b.example failed User unknown", ""},
        SummaryCase{"syslog_frames",
                    "97 <22>1 2026-11-16T09:12:59Z m postfix/smtp 1 - - 9B2: to=<jane@b.example>, "
                    "status=bounced (550 no)93 <22>1 2026-11-16T09:12:59Z m postfix/smtp 1 - - "
                    "9B3: to=<joe@b.example>, status=sent (250 ok)\n",
                    "jane@b.example failed 550 no", "joe@b.example"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Filters, LogLines,
    testing::Values(
        SummaryCase{"amavis_blocked",
                    "Nov 16 09:12:59 mail amavis[12]: (00012-05) Blocked SPAM {RejectedInbound}, "
                    "[192.0.2.9]:5 [192.0.2.9] <me@a.example> -> <jane@b.example>,<joe@b.example>, "
                    "Queue-ID: 9B2, Hits: 12.3, size: 550\n",
                    "jane@b.example failed Blocked SPAM; joe@b.example failed Blocked SPAM", ""},
        SummaryCase{"amavis_passed",
                    "Nov 16 09:12:59 mail amavis[12]: (00012-06) Passed SPAMMY {RelayedInbound}, "
                    "[192.0.2.9]:5 [192.0.2.9] <me@a.example> -> <jane@b.example>, Hits: 6\n",
                    "", ""},
        SummaryCase{
            "dovecot",
            "Nov 16 09:12:59 mail dovecot: lmtp(jane@b.example)<1><a>: msgid=<x@a.example>: "
            "save failed to open mailbox INBOX: Quota exceeded\n"
            "Nov 16 09:13:00 mail dovecot: lmtp(joe@b.example)<2><b>: msgid=<y@a.example>: "
            "saved mail to INBOX\n",
            "jane@b.example failed save failed to open mailbox INBOX: Quota exceeded",
            "joe@b.example"},
        SummaryCase{"rspamd",
                    "2026-11-16 09:12:59 #1(normal) <a>; task; rspamd_task_write_log: id: <x>, "
                    "from: <me@a.example>, (default: T (reject): [25/15] [RBL(4){192.0.2.9;}]), "
                    "len: 550, rcpts: <jane@b.example>, mime_rcpts: <jane@b.example>\n"
                    "2026-11-16 09:12:59 #1(normal) <b>; task; rspamd_task_write_log: id: <y>, "
                    "from: <me@a.example>, (default: F (no action): [-1/15] [OK(-1){}]), "
                    "len: 550, rcpts: <joe@b.example>, mime_rcpts: <joe@b.example>\n",
                    "jane@b.example failed Spam message rejected", ""}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Tables, LogLines,
    testing::Values(
        SummaryCase{"exchange_lists",
                    "#Fields: date-time,event-id,recipient-address,recipient-status\n"
                    "2026-11-16T09:12:59Z,FAIL,jane@b.example;joe@c.example,[{LED=550 5.1.1 no};"
                    "{MSG=};{FQDN=b}];[{LED=550 5.7.1 spam};{MSG=};{FQDN=c}]\n"
                    "2026-11-16T09:12:59Z,FAIL,ann@b.example;bob@c.example,550 5.1.10 none; not "
                    "found;550 4.4.7 expired; gone\n"
                    "2026-11-16T09:12:59Z,DELIVER,eve@b.example,\n",
                    "jane@b.example failed 550 5.1.1 no; joe@c.example failed 550 5.7.1 spam; "
                    "ann@b.example failed 550 5.1.10 none; not found; bob@c.example failed 550 "
                    "4.4.7 expired; gone",
                    "eve@b.example"},
        SummaryCase{"message_trace",
                    "Received,SenderAddress,RecipientAddress,Subject,Status\n"
                    "2026-11-16,me@a.example,jane@b.example,550 pieces,Failed\n"
                    "2026-11-16,me@a.example,joe@b.example,Hi,Delivered\n",
                    "jane@b.example failed ", "joe@b.example"},
        SummaryCase{"postfix_queue",
                    "-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n"
                    "9B2CDEF01234     550 Mon Nov 16 09:12:59  me@a.example\n"
                    "             (connect to mx.b.example[192.0.2.1]:25: timed out)\n"
                    "                                         jane@b.example\n\n"
                    "9B2CDEF01235*    550 Mon Nov 16 09:12:59  me@a.example\n"
                    "                                         joe@b.example\n\n"
                    "-- 1 Kbytes in 2 Requests.\n",
                    "jane@b.example delayed connect to mx.b.example[192.0.2.1]:25: timed out", ""}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Strangers, LogLines,
    testing::Values(
        SummaryCase{"postfix_message_id",
                    "Nov 16 09:12:59 mail postfix/cleanup[12]: 9B2: message-id=<a "
                    "to=<jane@b.example>, relay=r[192.0.2.1]:25, dsn=5.1.1, status=bounced (host "
                    "r[192.0.2.1] said: 550 5.1.1 user unknown)>\n",
                    "", ""},
        SummaryCase{
            "postfix_pipelining",
            "Nov 16 09:12:59 mail postfix/smtpd[12]: improper command pipelining after DATA "
            "from h[203.0.113.5]: 9B2: to=<jane@b.example>, relay=x, 550 5.1.1 unknown\\r\\n\n",
            "", ""},
        SummaryCase{"postfix_message_id_with_id",
                    "Nov 16 09:12:59 mail postfix/cleanup[12]: 9B2: message-id=<a]: 9B3: "
                    "to=<jane@b.example>, status=bounced (550 5.1.1 user unknown)>\n",
                    "", ""},
        SummaryCase{"postfix_sender",
                    "Nov 16 09:12:59 mail postfix/qmgr[12]: 9B2: from=<\"a to=<jane@b.example> "
                    "dsn=5.1.1, status=bounced (550 5.1.1 user unknown)\"@a.example>, size=1, "
                    "nrcpt=1 (queue active)\n",
                    "", ""},
        SummaryCase{"postfix_reject_sender",
                    "Nov 16 09:12:59 mail postfix/smtpd[12]: NOQUEUE: reject: RCPT from "
                    "h.a.example[192.0.2.9]: 550 5.1.1 no; from=<\"a to=<jane@b.example> "
                    "\"@a.example> to=<joe@b.example> proto=ESMTP helo=<h>\n",
                    "joe@b.example failed 550 5.1.1 no", ""},
        SummaryCase{"sendmail_message_id",
                    "Nov 16 09:12:59 mail sendmail[12]: 4AN8C0: from=<me@a.example>, size=1, "
                    "nrcpts=1, msgid=<a to=<jane@b.example>, dsn=5.1.1, stat=User unknown>, "
                    "proto=ESMTP, relay=a.example [192.0.2.9]\n",
                    "", ""},
        SummaryCase{"exim_sender",
                    "2026-11-16 09:12:59 H=h [192.0.2.9] F=<\"a rejected RCPT <jane@b.example>: "
                    "\"@a.example> rejected RCPT <joe@b.example>: Unknown user\n",
                    "joe@b.example failed Unknown user", ""},
        SummaryCase{"opensmtpd_message",
                    "2026-11-16T09:12:59Z mail smtpd[1]: 5b smtp message msgid=1 from=<\"a "
                    "to=<jane@b.example> result=PermFail stat=550 5.1.1 no\"@a.example> "
                    "to=<joe@b.example> size=1\n",
                    "", ""},
        SummaryCase{"opensmtpd_sender",
                    "2026-11-16T09:12:59Z mail smtpd[1]: 5b mta delivery evpid=5d from=<\"a> "
                    "to=<jane@b.example> result=PermFail stat=550 \"@a.example> "
                    "to=<joe@b.example> rcpt=<-> relay=\"mx.b.example (192.0.2.1)\" "
                    "result=\"PermFail\" stat=\"550 5.1.1 no\"\n",
                    "joe@b.example failed 550 5.1.1 no", ""},
        SummaryCase{"dovecot_message_id",
                    "Nov 16 09:12:59 mail dovecot: lmtp(jane@b.example)<1><a>: msgid=<x: save "
                    "failed to open mailbox INBOX: 550 5.1.1 user unknown>: saved mail to INBOX\n",
                    "", "jane@b.example"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Outcomes, LogLines,
    testing::Values(
        SummaryCase{"postfix_content_filter",
                    "Nov 16 09:12:59 mail postfix/smtp[1]: 9B2: to=<jane@b.example>, "
                    "relay=127.0.0.1[127.0.0.1]:10024, dsn=2.0.0, status=sent (250 2.0.0 from "
                    "MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 9B3)\n"
                    "Nov 16 09:12:59 mail postfix/smtp[1]: 9B4: to=<ann@b.example>, "
                    "relay=localhost[::1]:10024, dsn=2.0.0, status=sent (250 ok)\n"
                    "Nov 16 09:12:59 mail postfix/lmtp[1]: 9B5: to=<joe@b.example>, "
                    "relay=localhost[127.0.0.1]:24, dsn=2.0.0, status=sent (250 2.0.0 Saved)\n",
                    "", "joe@b.example"},
        SummaryCase{"sendmail_queued",
                    "Nov 16 09:12:59 mail sendmail[1]: 4AN8C0: to=<jane@b.example>, "
                    "delay=00:00:00, mailer=esmtp, pri=30000, stat=queued\n",
                    "", ""},
        SummaryCase{"amavis_old",
                    "Nov 16 09:12:59 mail amavis[12]: (00012-05) Blocked SPAM [192.0.2.9] "
                    "<me@a.example> -> <jane@b.example>\n",
                    "jane@b.example failed Blocked SPAM", ""},
        SummaryCase{"amavis_bare",
                    "Nov 16 09:12:59 mail amavis[12]: (00012-05) Blocked BANNED <me@a.example> -> "
                    "<jane@b.example>\n",
                    "jane@b.example failed Blocked BANNED", ""},
        SummaryCase{"table_not_delivered",
                    "email,status,reason\n"
                    "jane@b.example,Not delivered,550 5.1.1 no\n"
                    "joe@b.example,Non-delivery,no\n"
                    "ann@b.example,Delivered,550 5.1.1 no\n"
                    "bob@b.example,Delivered,452 4.2.2 full\n"
                    "eve@b.example,Delivered,250 2.0.0 ok\n",
                    "jane@b.example failed 550 5.1.1 no; joe@b.example failed no; ann@b.example "
                    "failed 550 5.1.1 no; bob@b.example delayed 452 4.2.2 full",
                    "eve@b.example"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(LogLines, TablesTellWhoComplained) {
  const MailLog log = read(
      "email,event,reason\njane@b.example,spamreport,550 5.1.1 no\n"
      "joe@b.example,bounce,550 5.1.1 no\n");
  ASSERT_EQ(log.refusals.size(), 2u);
  EXPECT_EQ(log.refusals[0].wish, Wish::complaint);
  EXPECT_EQ(log.refusals[0].status, "");
  EXPECT_EQ(log.refusals[1].wish, Wish::none);
}

TEST(LogLines, OtherProgramsAreNoMailServers) {
  for (const std::string_view line :
       {"192.0.2.9 - jane@b.example [16/Nov/2026:09:12:59 +0100] \"GET /a HTTP/1.1\" 550 550",
        "Nov 16 09:12:59 host sshd[12]: Connection closed by invalid user jane@b.example port 550",
        "2026/11/16 09:12:59 [error] 550#550: *1 connect() failed (111: Connection refused)",
        "2026-11-16 09:12:59 ERROR api: to=jane@b.example http status=503 code=503 message=\"x\""})
    EXPECT_TRUE(is_other_log(line)) << line;
  EXPECT_FALSE(is_other_log(
      "Nov 16 09:12:59 mail postfix/smtp[1]: 9B2: to=<jane@b.example>, status=bounced (host "
      "mx.b.example[192.0.2.1] said: 550 5.1.1 see https://b.example/a?path=/x)"));
}

TEST(LogLines, CountTheRecipientsOfAMessage) {
  const std::string tail =
      ", relay=mx.b.example[192.0.2.1]:24, dsn=5.1.1, status=bounced (host mx.b.example[192.0.2.1] "
      "said: 550 5.1.1 no (in reply to end of DATA command))\n";
  const std::string smtp = "Nov 16 09:12:59 mail postfix/smtp[12]: ";
  const MailLog log =
      read(smtp + "9B2: to=<jane@b.example>" + tail + smtp + "9B2: to=<joe@b.example>" + tail +
           smtp + "9B3: to=<ann@b.example>" + tail + smtp + "9B3: to=<ann@b.example>" + tail +
           "Nov 16 09:12:59 mail postfix/lmtp[12]: 9B4: to=<eve@b.example>" + tail +
           "Nov 16 09:12:59 mail postfix/lmtp[12]: 9B4: to=<ida@b.example>" + tail);
  ASSERT_EQ(log.refusals.size(), 6u);
  EXPECT_EQ(log.refusals[0].transaction, 2u);
  EXPECT_EQ(log.refusals[2].transaction, 1u);
  EXPECT_EQ(log.refusals[4].transaction, 1u);
}

}  // namespace
}  // namespace maillint::bounce
