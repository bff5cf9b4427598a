// Tests of lint/address.h.
#include "lint/address.h"

#include <gtest/gtest.h>

#include <string>

namespace maillint {
namespace {

constexpr std::string_view problem_names[] = {"no_domain",
                                              "no_local_part",
                                              "double_at",
                                              "domain_dot",
                                              "local_double_dot",
                                              "local_trailing_dot",
                                              "local_over_64",
                                              "label_over_63",
                                              "domain_character",
                                              "comma_name",
                                              "special_name",
                                              "dot_name",
                                              "semicolon",
                                              "missing_angle",
                                              "unbalanced_angle",
                                              "trailing_comma",
                                              "single_label",
                                              "source_route",
                                              "space_inside",
                                              "raw_utf8",
                                              "bad_a_label",
                                              "word_in_addr_spec",
                                              "word_in_quotes",
                                              "needless_quotes",
                                              "mailto",
                                              "empty_list",
                                              "unbalanced_comment",
                                              "unclosed_quote",
                                              "comment_address",
                                              "trailing_text",
                                              "bare_then_angle",
                                              "backslash",
                                              "no_space",
                                              "limit"};

/// "Jane Roe <jane@a.example>, {Group} <bob@b.example> | dot_name:."
std::string describe(std::string_view text) {
  constexpr std::size_t source_begin = 300;
  const AddressList list = parse_address_list(text, source_begin, 100);
  std::string result;
  for (const Mailbox& mailbox : list.mailboxes) {
    if (!result.empty()) result += ", ";
    if (mailbox.group >= 0) result += "{" + list.groups[mailbox.group].name + "} ";
    if (!mailbox.display_name.empty()) result += mailbox.display_name + " ";
    result += "<" + mailbox.address() + ">";
  }
  for (const AddressProblemAt& at : list.problems) {
    result += " | ";
    result += problem_names[static_cast<std::size_t>(at.problem)];
    result += ":";
    result += text.substr(at.span.begin - source_begin, at.span.size());
  }
  return result;
}

struct AddressCase {
  std::string_view name;
  std::string_view text;
  std::string_view expected;
};

class ParseAddressList : public testing::TestWithParam<AddressCase> {};

TEST_P(ParseAddressList, TellsMailboxesAndProblems) {
  EXPECT_EQ(describe(GetParam().text), GetParam().expected);
}

std::string name_of(const testing::TestParamInfo<AddressCase>& info) {
  return std::string(info.param.name);
}

INSTANTIATE_TEST_SUITE_P(
    Valid, ParseAddressList,
    testing::Values(
        AddressCase{"plain", " jane@a.example", "<jane@a.example>"},
        AddressCase{"name", "Jane Roe <jane@A.Example>", "Jane Roe <jane@a.example>"},
        AddressCase{"quoted", "\"Roe, Jane\" <jane@a.example>", "Roe, Jane <jane@a.example>"},
        AddressCase{"escaped", "\"Jane \\\"J\\\" Roe\" <jane@a.example>",
                    "Jane \"J\" Roe <jane@a.example>"},
        AddressCase{"list", "jane@a.example,\r\n Bob <bob@b.example>",
                    "<jane@a.example>, Bob <bob@b.example>"},
        AddressCase{"encoded", "=?utf-8?Q?J=C3=BCrgen?= =?utf-8?Q?_M?= <j@a.example>",
                    "Jürgen M <j@a.example>"},
        AddressCase{"encoded_comma", "=?utf-8?Q?Roe,_Jane?= <jane@a.example>",
                    "Roe, Jane <jane@a.example>"},
        AddressCase{"old_name", "jane@a.example (Jane Roe)", "Jane Roe <jane@a.example>"},
        AddressCase{"nested_comment", "Pete(A nice \\) (old) chap) <pete(his)@b.example(host)>",
                    "Pete <pete@b.example>"},
        AddressCase{"utf8_name", "Jürgen <juergen@a.example>", "Jürgen <juergen@a.example>"},
        AddressCase{"latin1_name", "J\xFCrgen <juergen@a.example>", "Jürgen <juergen@a.example>"},
        AddressCase{"quoted_local", "\"jane roe\"@a.example", "<\"jane roe\"@a.example>"},
        AddressCase{"literal", "jane@[192.0.2.1], bob@[IPv6:2001:db8::1]",
                    "<jane@[192.0.2.1]>, <bob@[ipv6:2001:db8::1]>"},
        AddressCase{"group", "Board:Jane <jane@a.example>, bob@b.example;",
                    "{Board} Jane <jane@a.example>, {Board} <bob@b.example>"},
        AddressCase{"group_and_list", "A: a@a.example;, b@b.example, C: c@c.example;",
                    "{A} <a@a.example>, <b@b.example>, {C} <c@c.example>"},
        AddressCase{"undisclosed", "undisclosed-recipients: ;", ""},
        AddressCase{"undisclosed_open", "undisclosed-recipients:", ""},
        AddressCase{"a_label", "jane@xn--mller-kva.example", "<jane@xn--mller-kva.example>"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Local, ParseAddressList,
    testing::Values(
        AddressCase{"no_domain", "root", "<root> | no_domain:root"},
        AddressCase{"no_domain_angle", "Jane <jane>", "Jane <jane> | no_domain:jane"},
        AddressCase{"only_name", "Jane Roe", "Jane Roe <> | no_domain:Jane Roe"},
        AddressCase{"empty_angle", "Jane <>", "Jane <> | no_domain:<>"},
        AddressCase{"no_local", "<@a.example>", "<@a.example> | no_local_part:@a.example"},
        AddressCase{"double_at", "<jane@a@b.example>", "<\"jane@a\"@b.example> | double_at:@"},
        AddressCase{"double_dot", "jane..roe@a.example",
                    "<jane..roe@a.example> | local_double_dot:.."},
        AddressCase{"leading_dot", ".jane@a.example", "<.jane@a.example> | local_double_dot:."},
        AddressCase{"trailing_dot", "jane.@a.example", "<jane.@a.example> | local_trailing_dot:."},
        AddressCase{"needless", "\"jane\"@a.example",
                    "<jane@a.example> | needless_quotes:\"jane\""},
        AddressCase{"word", "=?utf-8?Q?j=C3=BC?=@a.example",
                    "<=?utf-8?Q?j=C3=BC?=@a.example> | word_in_addr_spec:=?utf-8?Q?j=C3=BC?="
                    "@a.example"},
        AddressCase{"space", "jane @a.example", "<jane@a.example> | space_inside: "},
        AddressCase{"space_in_angle", "< jane@a.example>", "<jane@a.example> | space_inside: "},
        AddressCase{"mailto", "mailto:jane@a.example", "<jane@a.example> | mailto:mailto:"},
        AddressCase{"route", "<@a,@b:jane@a.example>", "<jane@a.example> | source_route:@a,@b:"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Domain, ParseAddressList,
    testing::Values(
        AddressCase{"single_label", "root@srv1", "<root@srv1> | single_label:srv1"},
        AddressCase{"final_dot", "jane@a.example.", "<jane@a.example.> | domain_dot:."},
        AddressCase{"empty_label", "jane@a..example", "<jane@a..example> | domain_dot:.."},
        AddressCase{"underscore", "jane@a_b.example", "<jane@a_b.example> | domain_character:_"},
        AddressCase{"hyphen", "jane@-a.example", "<jane@-a.example> | domain_character:-"},
        AddressCase{"u_label", "jane@müller.example",
                    "<jane@müller.example> | raw_utf8:müller.example"},
        AddressCase{"bad_a_label", "jane@xn--9999999999.example",
                    "<jane@xn--9999999999.example> | bad_a_label:xn--9999999999"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Items, ParseAddressList,
    testing::Values(
        AddressCase{"comma", "Roe, Jane <jane@a.example>",
                    "Roe, Jane <jane@a.example> | comma_name:Roe, Jane"},
        AddressCase{"comma_later", "bob@b.example, Roe, Jane, PhD <jane@a.example>",
                    "<bob@b.example>, Roe, Jane, PhD <jane@a.example> | comma_name:Roe, Jane, PhD"},
        AddressCase{"special", "[List] Jane <jane@a.example>",
                    "[List] Jane <jane@a.example> | special_name:["},
        AddressCase{"colon", "Re: Jane <jane@a.example>",
                    "Re: Jane <jane@a.example> | special_name::"},
        AddressCase{"dot", "Jane R. Roe <jane@a.example>",
                    "Jane R. Roe <jane@a.example> | dot_name:."},
        AddressCase{"semicolon", "jane@a.example; bob@b.example",
                    "<jane@a.example>, <bob@b.example> | semicolon:;"},
        AddressCase{"missing_angle", "Jane Roe jane@a.example",
                    "Jane Roe <jane@a.example> | missing_angle:jane@a.example"},
        AddressCase{"name_after", "jane@a.example Jane",
                    "Jane <jane@a.example> | missing_angle:jane@a.example"},
        AddressCase{"open_angle", "Jane <jane@a.example, bob@b.example",
                    "Jane <jane@a.example>, <bob@b.example> | unbalanced_angle:<"},
        AddressCase{"two_angles", "<<jane@a.example>>", "<jane@a.example> | unbalanced_angle:<<"},
        AddressCase{"close_angle", "jane@a.example>", "<jane@a.example> | unbalanced_angle:>"},
        AddressCase{"trailing_comma", "jane@a.example,", "<jane@a.example> | trailing_comma:,"},
        AddressCase{"commas", "jane@a.example,,,bob@b.example,",
                    "<jane@a.example>, <bob@b.example> | trailing_comma:,, | trailing_comma:,"},
        AddressCase{"no_comma", "<jane@a.example> <bob@b.example>",
                    "<jane@a.example>, <bob@b.example> | trailing_text:<bob@b.example>"},
        AddressCase{"bare_then_angle", "admin@a.example <bob@b.example>",
                    "admin@a.example <bob@b.example> | bare_then_angle:admin@a.example"},
        AddressCase{"word_in_quotes", "\"=?utf-8?Q?J=C3=BC?=\" <j@a.example>",
                    "Jü <j@a.example> | word_in_quotes:\"=?utf-8?Q?J=C3=BC?=\""},
        AddressCase{"open_quote", "\"Jane <jane@a.example>",
                    "\"Jane <jane@a.example> | unclosed_quote:\""},
        AddressCase{"open_comment", "Jane (J <jane@a.example>",
                    "Jane (J <jane@a.example> | unbalanced_comment:("},
        AddressCase{"comment_address", "jane@a.example (bob@b.example)",
                    "bob@b.example <jane@a.example> | comment_address:(bob@b.example)"},
        AddressCase{"touching", "Jane<jane@a.example>", "Jane <jane@a.example> | no_space:<"},
        AddressCase{"empty", " () ", " | empty_list: () "}),
    name_of);

TEST(AddressList, ReadsTheObsoleteExampleOfRfc5322) {
  const std::string text = "Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example";
  EXPECT_EQ(describe(text),
            "Mary Smith <mary@example.net>, <jdoe@test.example> | source_route:@node.test: | "
            "trailing_comma:, | space_inside:  ");
}

TEST(AddressList, PointsAtEachPart) {
  const AddressList list = parse_address_list("Jane <jane@a.example>", 10, 5);
  ASSERT_EQ(list.mailboxes.size(), 1u);
  EXPECT_EQ(list.mailboxes[0].span, span_of(10, 31));
  EXPECT_EQ(list.mailboxes[0].display_name_span, span_of(10, 14));
  EXPECT_EQ(list.mailboxes[0].addr_spec_span, span_of(16, 30));
  EXPECT_TRUE(list.mailboxes[0].has_angle);
}

TEST(AddressList, TellsItsLimit) {
  const AddressList list = parse_address_list("a@a.example, b@a.example, c@a.example", 0, 2);
  EXPECT_EQ(list.mailboxes.size(), 2u);
  ASSERT_EQ(list.problems.size(), 1u);
  EXPECT_EQ(list.problems[0].problem, AddressProblem::limit_addresses);
}

TEST(AddressList, StaysLinear) {
  // Quadratic work would take minutes here, recursion would end the program.
  for (const std::string_view piece : {"(", "<", "\"", ",", "@", ":", ";", "a:", "a,b<c@d>,",
                                       "<@a,", "=?a?q?", "()", "\\", "a "}) {
    std::string text;
    while (text.size() < 300'000) text += piece;
    EXPECT_LE(parse_address_list(text, 0, 10'000).mailboxes.size(), 10'000u) << piece;
  }
  std::string groups;
  for (int i = 0; i < 10'000; ++i) groups += "g:";
  EXPECT_LE(parse_address_list(groups + std::string(10'000, ';'), 0, 20'000).groups.size(),
            10'000u);
}

TEST(IsAddrSpec, TakesPlainAddressesOnly) {
  for (const std::string_view good : {"a@b.example", "a.b+c=d@x-y.example", "a_b@1.example"}) {
    EXPECT_TRUE(is_addr_spec(good)) << good;
  }
  for (const std::string_view bad :
       {"", "a", "a@b", " a@b.example", "a@b.example ", "<a@b.example>", "a@b.example,",
        "a..b@c.example", "a@b_c.example"}) {
    EXPECT_FALSE(is_addr_spec(bad)) << bad;
  }
}

}  // namespace
}  // namespace maillint
