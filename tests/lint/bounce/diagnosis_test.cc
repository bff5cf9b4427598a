// Tests of lint/bounce/diagnosis.h.
#include "lint/bounce/diagnosis.h"

#include <gtest/gtest.h>

#include <string>

namespace maillint::bounce {
namespace {

struct DiagnosisCase {
  std::string_view name;
  std::string_view text;
  std::string_view reply_code;
  std::string_view status;
  Command command;
  std::string_view host;
  std::string_view ip;
  std::string_view words;
};

class Diagnose : public testing::TestWithParam<DiagnosisCase> {};

TEST_P(Diagnose, Reads) {
  const Diagnosis diagnosis = diagnose(GetParam().text);
  EXPECT_EQ(diagnosis.reply_code, GetParam().reply_code);
  EXPECT_EQ(diagnosis.status, GetParam().status);
  EXPECT_EQ(diagnosis.command, GetParam().command);
  EXPECT_EQ(diagnosis.remote_mta, GetParam().host);
  EXPECT_EQ(diagnosis.remote_ip, GetParam().ip);
  EXPECT_EQ(diagnosis.words, GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Diagnose,
    testing::Values(
        DiagnosisCase{"postfix",
                      "host mx.x.example[192.0.2.1] said:\n554 5.7.1 *Spam message\nrejected. (in "
                      "reply to end of DATA command)",
                      "554", "5.7.1", Command::end_of_data, "mx.x.example", "192.0.2.1",
                      "554 5.7.1 *Spam message rejected."},
        DiagnosisCase{"exim",
                      "SMTP error from remote mail server after RCPT TO:<a@b.example>:\nhost "
                      "mx.x.example [192.0.2.1]: 550 no such user",
                      "550", "", Command::rcpt_to, "mx.x.example", "192.0.2.1", "550 no such user"},
        DiagnosisCase{"exim_pipelined",
                      "SMTP error from remote mail server after pipelined end of data: 550 no",
                      "550", "", Command::end_of_data, "", "", "550 no"},
        DiagnosisCase{"qmail",
                      "192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 no\nGiving "
                      "up on 192.0.2.1.",
                      "550", "5.1.1", Command::rcpt_to, "", "192.0.2.1", "550 5.1.1 no"},
        DiagnosisCase{"qmail_own_words", "Sorry, no mailbox here by that name. (#5.1.1)", "",
                      "5.1.1", Command::none, "", "",
                      "Sorry, no mailbox here by that name. (#5.1.1)"},
        DiagnosisCase{"greeting", "host mx.x.example[192.0.2.1] refused to talk to me: 421 busy",
                      "421", "", Command::connect, "mx.x.example", "192.0.2.1", "421 busy"},
        DiagnosisCase{"exchange_wrapper",
                      "Remote Server returned '554 5.7.1 <mx.x.example #5.7.1 smtp;554 5.7.1 Spam "
                      "message rejected.>'",
                      "554", "5.7.1", Command::none, "mx.x.example", "",
                      "554 5.7.1 Spam message rejected."},
        DiagnosisCase{"exchange_host_line", "MX.x.example\nRemote Server returned '554 5.7.1 no'",
                      "554", "5.7.1", Command::none, "mx.x.example", "", "554 5.7.1 no"},
        DiagnosisCase{"exchange_hash", "mx.x.example #550 5.1.1 User unknown ##", "550", "5.1.1",
                      Command::none, "mx.x.example", "", "550 5.1.1 User unknown"},
        DiagnosisCase{"wrapped",
                      "550 5.1.351 Remote server returned unknown recipient -> 550 5.1.1 no such "
                      "user",
                      "550", "5.1.1", Command::none, "", "",
                      "550 5.1.351 Remote server returned unknown recipient -> 550 5.1.1 no such "
                      "user"},
        DiagnosisCase{"precise_code_in_text", "550 5.0.0 Address rejected (#5.1.1)", "550", "5.1.1",
                      Command::none, "", "", "550 5.0.0 Address rejected (#5.1.1)"},
        DiagnosisCase{"own_ip_is_not_the_host", "450 4.7.1 The mail server [203.0.113.7] is slow",
                      "450", "4.7.1", Command::none, "", "",
                      "450 4.7.1 The mail server [203.0.113.7] is slow"},
        DiagnosisCase{"own_ip_without_a_code", "The mail server [203.0.113.7] is slow", "", "",
                      Command::none, "", "", "The mail server [203.0.113.7] is slow"},
        DiagnosisCase{"own_host_without_a_code", "mail.a.example[203.0.113.7] is blocked", "", "",
                      Command::none, "", "", "mail.a.example[203.0.113.7] is blocked"},
        DiagnosisCase{"connection", "connect to mx.x.example[192.0.2.1]:25: Connection timed out",
                      "", "", Command::none, "mx.x.example", "192.0.2.1",
                      "connect to mx.x.example[192.0.2.1]:25: Connection timed out"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Temporary, IsSaidInWords) {
  EXPECT_TRUE(says_temporary("The server is being TEMPORARILY rate limited."));
  EXPECT_TRUE(says_temporary("Greylisted. Try again after 300 seconds."));
  EXPECT_FALSE(says_temporary("Please check the address and try again."));
  EXPECT_FALSE(says_temporary("A permanent error, not a temporary one."));
}

}  // namespace
}  // namespace maillint::bounce
