// Tests of lint/encoded_word.h.
#include "lint/encoded_word.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lint/charset.h"

namespace maillint {
namespace {

using testing::ElementsAreArray;
using enum EncodedWordProblem;

struct WordsCase {
  std::string_view name;
  std::string_view body;
  std::string_view text;
  std::vector<EncodedWordProblem> problems = {};
};

class DecodeUnstructured : public testing::TestWithParam<WordsCase> {};

TEST_P(DecodeUnstructured, GivesTextAndProblems) {
  const WordsCase& param = GetParam();
  const DecodedWords words = decode_unstructured(param.body, 500);
  EXPECT_EQ(words.text.text(), param.text);
  std::vector<EncodedWordProblem> problems;
  for (const EncodedWordProblemAt& problem : words.problems) {
    problems.push_back(problem.problem);
    EXPECT_GE(problem.span.begin, 500u);
    EXPECT_LE(problem.span.end, 500 + param.body.size());
  }
  EXPECT_THAT(problems, ElementsAreArray(param.problems));
  for (std::size_t i = 0; i < words.text.text().size(); ++i) {
    const Span place = words.text.source(i, i + 1);
    EXPECT_GE(place.begin, 500u);
    EXPECT_LE(place.end, 500 + param.body.size());
    EXPECT_FALSE(place.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rfc2047, DecodeUnstructured,
    testing::Values(WordsCase{"empty", "", ""}, WordsCase{"plain", " Hello ", " Hello "},
                    WordsCase{"fold", " a\r\n b\n\tc", " a b\tc"},
                    WordsCase{"q", " =?utf-8?Q?Gr=C3=BC=C3=9Fe_an?= x", " Grüße an x"},
                    WordsCase{"b", "=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"},
                    WordsCase{"latin1", "=?iso-8859-1?q?=FC?=", "ü"},
                    WordsCase{"joined", "=?utf-8?q?a?= =?utf-8?q?b?=", "ab"},
                    WordsCase{"joined_over_folds",
                              "=?utf-8?q?a?=\r\n =?utf-8?q?b?=\r\n  \r\n =?utf-8?q?c?=", "abc"},
                    WordsCase{"joined_charsets", "=?utf-8?q?=C3=BC?= =?iso-8859-1?q?=FC?=", "üü"},
                    WordsCase{"space_before_text", "=?utf-8?q?a?= b", "a b"},
                    WordsCase{"space_at_end", "=?utf-8?q?a?=\r\n ", "a "},
                    WordsCase{"language", "=?us-ascii*en?q?a?=", "a"},
                    WordsCase{"empty_word", "=?utf-8?q?\?=", ""},
                    WordsCase{"equals_at_end", "=?utf-8?q?a=?=", "a="},
                    WordsCase{"underscore", "=?utf-8?q?a_b=5F?=", "a b_"},
                    WordsCase{"comment", "(=?utf-8?q?a?=)", "(a)"},
                    WordsCase{"raw_utf8", " ü", " ü"}, WordsCase{"raw_latin1", " \xFC", " ü"},
                    WordsCase{"raw_beside_word", "\xFC =?utf-8?q?=C3=BC?=", "ü ü"},
                    WordsCase{"whole_gb2312", "=?gb2312?q?=D6=D0?= =?gb2312?q?=CE=C4?=", "中文"},
                    WordsCase{"no_word", "a =? b ?= =?x", "a =? b ?= =?x"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Malformed, DecodeUnstructured,
    testing::Values(
        WordsCase{"unterminated", "=?utf-8?q?abc", "=?utf-8?q?abc", {unterminated}},
        WordsCase{"unterminated_before_another",
                  "=?utf-8?q?abc =?utf-8?q?d?=",
                  "=?utf-8?q?abc d",
                  {unterminated}},
        WordsCase{"unknown_charset", "=?klingon?q?a=FC?=", "aü", {unknown_charset}},
        WordsCase{"over_75",
                  "=?utf-8?q?aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaa?=",
                  "aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaa",
                  {over_75}},
        WordsCase{"raw_space", "=?utf-8?q?a b?=", "a b", {raw_space}},
        WordsCase{"bad_base64", "=?utf-8?b?QU?JD?=", "ABC", {bad_base64}},
        WordsCase{"no_padding", "=?utf-8?b?QUI?=", "AB", {bad_base64}},
        WordsCase{"split_multibyte", "=?utf-8?q?=C3?= =?utf-8?q?=BC?=", "ü", {split_multibyte}},
        WordsCase{"invalid", "=?utf-8?q?=FC?=", "\uFFFD", {invalid_for_charset}},
        WordsCase{"not_separated", "a=?utf-8?q?b?=c", "abc", {not_separated}},
        WordsCase{"words_touch", "=?utf-8?q?a?==?utf-8?q?b?=", "ab", {not_separated}},
        WordsCase{"encoded_crlf", "=?utf-8?q?a=0D=0AX:_y?=", "a\r\nX: y", {encoded_crlf}},
        WordsCase{
            "split_gb2312", "=?gb2312?q?=D6=D0=CE?= =?gb2312?q?=C4?=", "中文", {split_multibyte}},
        WordsCase{"no_charset", "=?*en?q?=FC?=", "ü"},
        WordsCase{"utf_7", "=?utf-7?q?a+AGI-?=", "a+AGI-", {unknown_charset}},
        WordsCase{"cut_before_text", "a =?utf-8?B", "a =?utf-8?B", {unterminated}},
        WordsCase{"no_letter", "=?utf-8?\?abc?=", "=?utf-8?\?abc?=", {bad_encoding_letter}},
        WordsCase{"two_letters", "=?utf-8?qp?abc?=", "=?utf-8?qp?abc?=", {bad_encoding_letter}},
        WordsCase{"bad_letter", "=?utf-8?x?abc?=", "=?utf-8?x?abc?=", {bad_encoding_letter}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(DecodeUnstructured, IsVerbatimWhereNothingChanges) {
  const std::string_view body = " Grüße = 3 ?";
  const DecodedWords words = decode_unstructured(body, 10);
  EXPECT_TRUE(words.text.is_verbatim());
  EXPECT_EQ(words.text.text().data(), body.data());
  EXPECT_EQ(words.encoded_words, 0u);
}

TEST(DecodeUnstructured, MapsTextToItsRawOctets) {
  //                            0         1         2         3         4
  //                            01234567890123456789012345678901234567890123
  const std::string_view body = "a =?utf-8?q?=C3=BC_x?= =?utf-8?b?QUJDREU=?= z";
  const DecodedWords words = decode_unstructured(body, 0);
  ASSERT_EQ(words.text.text(), "a ü xABCDE z");
  EXPECT_EQ(words.encoded_words, 2u);
  EXPECT_EQ(words.text.source(0, 2), (Span{0, 2}));
  EXPECT_EQ(words.text.source(2, 4), (Span{12, 18}));   // ü
  EXPECT_EQ(words.text.source(5, 6), (Span{19, 20}));   // x
  EXPECT_EQ(words.text.source(6, 7), (Span{33, 37}));   // A: its group
  EXPECT_EQ(words.text.source(9, 11), (Span{37, 41}));  // DE
  EXPECT_EQ(words.text.source(12, 13), (Span{44, 45}));
}

TEST(DecodeUnstructured, MapsThroughACharset) {
  const DecodedWords words = decode_unstructured("=?iso-8859-1?q?a=FCb=E4?=", 100);
  ASSERT_EQ(words.text.text(), "aübä");
  EXPECT_EQ(words.text.source(1, 3), (Span{116, 119}));
  EXPECT_EQ(words.text.source(3, 4), (Span{119, 120}));
  EXPECT_EQ(words.text.source(4, 6), (Span{120, 123}));
}

TEST(DecodeUnstructured, TakesLinearTimeForOpenWords) {
  std::string body;
  for (int i = 0; i < 200'000; ++i) body += "=?a?q?x ";
  const DecodedWords words = decode_unstructured(body, 0);
  EXPECT_EQ(words.encoded_words, 0u);
  EXPECT_EQ(words.text.text().size(), body.size());
}

}  // namespace
}  // namespace maillint
