// Tests of lint/message_id.h.
#include "lint/message_id.h"

#include <gtest/gtest.h>

#include <string>

namespace maillint {
namespace {

/// "[a@b] [c@d] no_brackets:c@d"
std::string describe(std::string_view text) {
  constexpr std::string_view names[] = {"no_brackets", "no_at", "multiple_at", "space_inside",
                                        "trailing_junk"};
  constexpr std::size_t source_begin = 7;
  const MessageIds parsed = parse_message_ids(text, source_begin);
  std::string result;
  for (const MessageId& id : parsed.ids) result.append("[").append(id.id).append("] ");
  for (const MessageIdProblemAt& at : parsed.problems) {
    result += names[static_cast<std::size_t>(at.problem)];
    result += ':';
    result += text.substr(at.span.begin - source_begin, at.span.size());
    result += ' ';
  }
  if (!result.empty()) result.pop_back();
  return result;
}

struct IdCase {
  std::string_view name;
  std::string_view text;
  std::string_view expected;
};

class ParseMessageIds : public testing::TestWithParam<IdCase> {};

TEST_P(ParseMessageIds, TellsIdsAndProblems) {
  EXPECT_EQ(describe(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, ParseMessageIds,
    testing::Values(
        IdCase{"one", " <1234@local.machine.example>\r\n", "[1234@local.machine.example]"},
        IdCase{"list", "<1@a.example> <2@b.example>\r\n\t<3@c.example>",
               "[1@a.example] [2@b.example] [3@c.example]"},
        IdCase{"touching", "<1@a.example><2@b.example>", "[1@a.example] [2@b.example]"},
        IdCase{"comment", "<1@a.example> (added by <x@y.example>)", "[1@a.example]"},
        IdCase{"literal", "<1@[192.0.2.1]>", "[1@[192.0.2.1]]"},
        IdCase{"quoted", "<\"a@b\"@c.example>", "[\"a@b\"@c.example]"}, IdCase{"empty", "  ", ""},
        IdCase{"bare", "1@a.example", "[1@a.example] no_brackets:1@a.example"},
        IdCase{"bare_list", "1@a.example 2@b.example",
               "[1@a.example] [2@b.example] no_brackets:1@a.example no_brackets:2@b.example"},
        IdCase{"bare_word", "12345", "[12345] no_brackets:12345 no_at:12345"},
        IdCase{"no_at", "<12345>", "[12345] no_at:<12345>"},
        IdCase{"two_at", "<1@a@b.example>", "[1@a@b.example] multiple_at:@b.example"},
        IdCase{"space", "<1 2@a.example>", "[1 2@a.example] space_inside: "},
        IdCase{"fold", "<1@\r\n a.example>", "[1@\r\n a.example] space_inside:\r\n "},
        IdCase{"commas", "<1@a.example>, <2@b.example>",
               "[1@a.example] [2@b.example] trailing_junk:,"},
        IdCase{"phrase", "Your message of \"Monday\" <1@a.example>",
               "[1@a.example] trailing_junk:Your message of \"Monday\""},
        IdCase{"unclosed", "<1@a.example <2@b.example>",
               "[1@a.example] [2@b.example] no_brackets:<1@a.example"},
        IdCase{"open_comment", "<1@a.example> (x", "[1@a.example] trailing_junk:(x"}),
    [](const testing::TestParamInfo<IdCase>& test) { return std::string(test.param.name); });

TEST(MessageIds, SplitsAtTheFirstAt) {
  const MessageIds parsed = parse_message_ids("<a@b@c>", 0);
  EXPECT_EQ(parsed.ids[0].left, "a");
  EXPECT_EQ(parsed.ids[0].right, "b@c");
}

TEST(MessageIds, KeepsToItsLimit) {
  std::string text;
  for (int i = 0; i < 1'000; ++i) text += "<>";
  const MessageIds parsed = parse_message_ids(text, 0, 10);
  EXPECT_EQ(parsed.ids.size(), 10u);
  EXPECT_LE(parsed.problems.size(), 10u);
}

}  // namespace
}  // namespace maillint
