// Tests of lint/bounce/lines.h and heads.h.
#include "lint/bounce/lines.h"

#include <gtest/gtest.h>

#include <string>

#include "lint/bounce/heads.h"

namespace maillint::bounce {
namespace {

TEST(SplitLines, KeepsIndentQuoteAndParagraphs) {
  const std::string text = "one\n\n> > two \n\tthree\r\n\n\n    four";
  const std::vector<Line> lines = split_lines(text);
  ASSERT_EQ(lines.size(), 4u);
  const Text whole{.text = text};
  EXPECT_EQ(line_text(whole, lines[1]), "two");
  EXPECT_EQ(lines[1].quote, 2);
  EXPECT_TRUE(lines[1].after_blank);
  EXPECT_EQ(line_text(whole, lines[2]), "three");
  EXPECT_EQ(lines[2].indent, 8);
  EXPECT_FALSE(lines[2].after_blank);
  EXPECT_EQ(lines[3].indent, 4);
}

TEST(SplitLines, TranscriptMarksAreNoQuotes) {
  const std::string text = ">>> RCPT To:<a@b.example>";
  const std::vector<Line> lines = split_lines(text);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].quote, 0);
}

TEST(SeparatorLength, StandsBetweenAddressAndWords) {
  for (const std::string_view text : {">: 550 no", "' - 550 no", " -> 550 no", " | 550 no",
                                      " \xE2\x80\x93 550 no", "\xEF\xBC\x9A 550 no", ")\n550 no"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(text.substr(separator_length(text)), "550 no");
  }
}

struct AddressCase {
  std::string_view name;
  std::string_view line;
  std::string_view address;
};

class NextAddress : public testing::TestWithParam<AddressCase> {};

TEST_P(NextAddress, Finds) {
  FoundAddress found;
  const bool any = next_address(GetParam().line, 0, found);
  EXPECT_EQ(any ? GetParam().line.substr(found.begin, found.end - found.begin) : "",
            GetParam().address);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, NextAddress,
    testing::Values(AddressCase{"angle", "to <jane@x.example>: no", "jane@x.example"},
                    AddressCase{"sentence", "told jane@x.example.", "jane@x.example"},
                    AddressCase{"plus", "jane+a=b@x.example,", "jane+a=b@x.example"},
                    AddressCase{"no_dot", "root@localhost is", ""},
                    AddressCase{"no_dot_in_angle", "<root@localhost>", "root@localhost"},
                    AddressCase{"quotes", "'jane@x.example'", "jane@x.example"},
                    AddressCase{"quoted_local", "\"a b\"@x.example", "\"a b\"@x.example"},
                    AddressCase{"literal", "jane@[192.0.2.1]", "jane@[192.0.2.1]"},
                    AddressCase{"chinese", "无法发送到jane@x.example的邮件", "jane@x.example"},
                    AddressCase{"wide_colon", "收件人：jane@x.example，", "jane@x.example"},
                    AddressCase{"thai", "ถึงjane@x.exampleได้", "jane@x.example"},
                    AddressCase{"idn", "<用户@例え.example>", "用户@例え.example"},
                    AddressCase{"vietnamese", "nguyễn@x.example", "nguyễn@x.example"},
                    AddressCase{"umlaut", "an jürgen@bücher.example:", "jürgen@bücher.example"},
                    AddressCase{"key", "RCPT=jane@x.example", "jane@x.example"},
                    AddressCase{"python", "{u'jane@x.example': (550", "jane@x.example"},
                    AddressCase{"none", "a @ b", ""}, AddressCase{"at_end", "jane@", ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(NextAddress, IsLinear) {
  std::string line(1'000'000, '<');
  line += "@@@@@@@@@@";
  FoundAddress found;
  EXPECT_FALSE(next_address(line, 0, found));
}

struct HeadCase {
  std::string_view name;
  std::string_view line;
  std::string_view address;  // "" if the line is no head
  HeadStrength strength;
};

class ReadHead : public testing::TestWithParam<HeadCase> {};

TEST_P(ReadHead, Reads) {
  Head head;
  const bool is_head = read_head(GetParam().line, head);
  EXPECT_EQ(is_head ? head.address : "", GetParam().address);
  EXPECT_EQ(is_head ? head.strength : HeadStrength::none, GetParam().strength);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, ReadHead,
    testing::Values(
        HeadCase{"postfix", "<a@b.example>: host mx said", "a@b.example", HeadStrength::alone},
        HeadCase{"exim", "a@b.example", "a@b.example", HeadStrength::alone},
        HeadCase{"bullet", "* a@b.example", "a@b.example", HeadStrength::alone},
        HeadCase{"exchange", "a@b.example<mailto:a@b.example>", "a@b.example", HeadStrength::alone},
        HeadCase{"display_name", "Paula (a@b.example)<mailto:a@b.example>", "a@b.example",
                 HeadStrength::label},
        HeadCase{"exchange_2003", "a@b.example on Thu, 29 Apr 2010", "a@b.example",
                 HeadStrength::label},
        HeadCase{"label", "Recipient: <a@b.example>", "a@b.example", HeadStrength::label},
        HeadCase{"sentence", "a@b.example is not known here", "a@b.example",
                 HeadStrength::sentence},
        HeadCase{"contact", "please contact <a@b.example>", "", HeadStrength::none},
        HeadCase{"sender", "Sender Address: a@b.example", "", HeadStrength::none},
        HeadCase{"reply", "550 5.1.1 <a@b.example>: unknown", "", HeadStrength::none}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace maillint::bounce
