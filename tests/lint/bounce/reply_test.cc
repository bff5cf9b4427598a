// Tests of lint/bounce/reply.h and the reply functions of delivery_report.h.
#include "lint/bounce/reply.h"

#include <gtest/gtest.h>

#include <string>

namespace maillint {
namespace {

struct SplitCase {
  std::string_view name;
  std::string_view text;
  std::string_view reply_code;
  std::string_view status;
  std::string_view rest;
};

class SplitReply : public testing::TestWithParam<SplitCase> {};

TEST_P(SplitReply, Parts) {
  const ReplyParts parts = split_reply(GetParam().text);
  EXPECT_EQ(parts.reply_code, GetParam().reply_code);
  EXPECT_EQ(parts.status, GetParam().status);
  EXPECT_EQ(parts.text, GetParam().rest);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, SplitReply,
    testing::Values(
        SplitCase{"both", "550 5.1.1 User unknown", "550", "5.1.1", "User unknown"},
        SplitCase{"first_of_many", "550-5.7.26 This mail", "550", "5.7.26", "This mail"},
        SplitCase{"no_status", "450 try later", "450", "", "try later"},
        SplitCase{"no_code", "5.1.1 User unknown", "", "5.1.1", "User unknown"},
        SplitCase{"hash", "550 #5.1.0 Address rejected.", "550", "5.1.0", "Address rejected."},
        SplitCase{"colon", "550: 5.1.1 <a@b.example>", "550", "5.1.1", "<a@b.example>"},
        SplitCase{"star_stays", "554 5.7.1 *Spam message rejected.", "554", "5.7.1",
                  "*Spam message rejected."},
        SplitCase{"code_alone", "554", "554", "", ""},
        SplitCase{"not_a_code", "5501 x", "", "", "5501 x"},
        SplitCase{"not_a_status", "550 5.1.1.2 x", "550", "", "5.1.1.2 x"},
        SplitCase{"long_detail", "421 4.7.650 The mail server", "421", "4.7.650",
                  "The mail server"},
        SplitCase{"empty", "", "", "", ""}),
    [](const auto& test) { return std::string(test.param.name); });

struct JoinCase {
  std::string_view name;
  std::string_view text;
  std::string_view joined;
};

class JoinReplyLines : public testing::TestWithParam<JoinCase> {};

TEST_P(JoinReplyLines, Joins) { EXPECT_EQ(join_reply_lines(GetParam().text), GetParam().joined); }

INSTANTIATE_TEST_SUITE_P(
    Texts, JoinReplyLines,
    testing::Values(JoinCase{"one_line", "550 5.1.1 User  unknown", "550 5.1.1 User unknown"},
                    JoinCase{"many_lines",
                             "550-5.7.26 This mail has\r\n550-5.7.26 been blocked\r\n550 5.7.26 x",
                             "550 5.7.26 This mail has been blocked x"},
                    JoinCase{"on_one_line",
                             "550-5.7.26 This mail has 550-5.7.26 been blocked 550 5.7.26 x",
                             "550 5.7.26 This mail has been blocked x"},
                    JoinCase{"no_status", "550-Rejected.\n550-Reason: no PTR\n550 id 77",
                             "550 Rejected. Reason: no PTR id 77"},
                    JoinCase{"number_in_text", "552 5.2.2 mailbox holds 552 messages",
                             "552 5.2.2 mailbox holds 552 messages"},
                    JoinCase{"folded", "554 5.7.1 *Spam message\n    rejected.",
                             "554 5.7.1 *Spam message rejected."},
                    JoinCase{"no_code", "Host  not\n found", "Host not found"},
                    JoinCase{"empty", "", ""}),
    [](const auto& test) { return std::string(test.param.name); });

struct FindCase {
  std::string_view name;
  std::string_view text;
  std::string_view from_there;  // "" if there is no reply
};

class FindReply : public testing::TestWithParam<FindCase> {};

TEST_P(FindReply, Finds) {
  const std::size_t at = bounce::find_reply(GetParam().text);
  EXPECT_EQ(at == bounce::npos ? "" : GetParam().text.substr(at, GetParam().from_there.size()),
            GetParam().from_there);
  EXPECT_EQ(at == bounce::npos, GetParam().from_there.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Texts, FindReply,
    testing::Values(FindCase{"postfix", "host mx.x[192.0.2.1] said: 550 no such user", "550 no"},
                    FindCase{"quoted", "Remote Server returned '550 5.1.10 RESOLVER'",
                             "550 5.1.10"},
                    FindCase{"line", "The reply was\n451 later", "451 later"},
                    FindCase{"sendmail", "<<< 553 no", "553 no"},
                    FindCase{"status_after", "code of 550 5.1.1 in text", "550 5.1.1"},
                    FindCase{"wide_colon", "原因：550 用户不存在", "550 用户"},
                    FindCase{"no_spaces", "返回信息为550 5.1.1 unknown", "550 5.1.1"},
                    FindCase{"label_in_any_script", "실패 사유 550 No such user", "550 No such"},
                    FindCase{"amount_in_any_script", "около 450 евро", ""},
                    FindCase{"no_break_space", "reply:\xC2\xA0 550 no", "550 no"},
                    FindCase{"seconds", "try again after 450 seconds", ""},
                    FindCase{"house", "lives at 550 Main Street", ""},
                    FindCase{"address", "192.0.2.550 x", ""}, FindCase{"time", "at 09:550 x", ""},
                    FindCase{"phone", "call: 555-1234", ""}, FindCase{"word", "E550 x", ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(FindStatus, TakesCodesOnly) {
  EXPECT_EQ(bounce::find_status("no mailbox here by that name. (#5.1.1)"), "5.1.1");
  EXPECT_EQ(bounce::find_status("from 192.5.1.1 and 5.1.1.9"), "");
  EXPECT_EQ(bounce::find_status("exim-4.9.1"), "");
  EXPECT_EQ(bounce::find_status("2.0.0 fine"), "");
}

TEST(FindReply, IsLinear) {
  std::string dots;
  for (int i = 0; i < 500'000; ++i) dots += "5.1.";
  EXPECT_EQ(bounce::find_reply(dots), bounce::npos);
  EXPECT_EQ(bounce::find_status(dots), "");
  EXPECT_EQ(bounce::find_reply(std::string(2'000'000, ' ')), bounce::npos);
}

}  // namespace
}  // namespace maillint
