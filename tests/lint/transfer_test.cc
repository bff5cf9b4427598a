// Tests of lint/transfer.h.
#include "lint/transfer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lint/limits.h"

namespace maillint {
namespace {

using testing::ElementsAreArray;
using enum TransferProblem;

struct DecodeCase {
  std::string_view name;
  TransferEncoding encoding;
  std::string_view raw;
  std::string_view text;
  std::vector<TransferProblem> problems;
};

class DecodeTransfer : public testing::TestWithParam<DecodeCase> {};

TEST_P(DecodeTransfer, GivesTextAndProblems) {
  const DecodeCase& param = GetParam();
  const DecodedBody body = decode_transfer(param.raw, 1000, param.encoding);
  EXPECT_EQ(body.octets.text(), param.text);
  std::vector<TransferProblem> problems;
  for (const TransferProblemAt& problem : body.problems) {
    problems.push_back(problem.problem);
    EXPECT_GE(problem.span.begin, 1000u);
    EXPECT_LE(problem.span.end, 1000 + param.raw.size());
  }
  EXPECT_THAT(problems, ElementsAreArray(param.problems));
}

const auto base64 = TransferEncoding::base64;
const auto qp = TransferEncoding::quoted_printable;

INSTANTIATE_TEST_SUITE_P(
    Base64, DecodeTransfer,
    testing::Values(
        DecodeCase{"empty", base64, "", "", {}}, DecodeCase{"one_group", base64, "QUJD", "ABC", {}},
        DecodeCase{"two_pads", base64, "QQ==", "A", {}},
        DecodeCase{"one_pad", base64, "QUI=", "AB", {}},
        DecodeCase{"lines", base64, "QU\r\nJD\r\nREVG\r\n", "ABCDEF", {}},
        DecodeCase{"no_padding", base64, "QUI", "AB", {base64_truncated}},
        DecodeCase{"half_padding", base64, "QQ=", "A", {base64_truncated}},
        DecodeCase{"one_digit", base64, "QUJDR", "ABC", {base64_truncated}},
        DecodeCase{"junk",
                   base64,
                   "Q-U{J\x80"
                   "D",
                   "ABC",
                   {base64_bad_char}},
        DecodeCase{"nul", base64, std::string_view("QU\0JD", 5), "ABC", {base64_bad_char}},
        DecodeCase{"padding_alone", base64, "====", "", {base64_bad_char}},
        DecodeCase{"after_padding", base64, "QQ==QUJD", "AABC", {base64_data_after_padding}},
        DecodeCase{"twice_padded", base64, "QQ==\nQg==\n", "AB", {base64_data_after_padding}},
        DecodeCase{
            "long_line",
            base64,
            "QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD",
            "ABCABCABCABCABCABCABCABCABCABCABCABCABCABCABCABCABCABCABCABC",
            {base64_line_too_long}}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    QuotedPrintable, DecodeTransfer,
    testing::Values(
        DecodeCase{"empty", qp, "", "", {}}, DecodeCase{"plain", qp, "a b\n", "a b\n", {}},
        DecodeCase{"escape", qp, "a=3Db=3d", "a=b=", {qp_lower_case_hex}},
        DecodeCase{"soft_lf", qp, "a=\nb", "ab", {}},
        DecodeCase{"soft_crlf", qp, "a=\r\nb", "ab", {}},
        DecodeCase{"soft_with_space", qp, "a= \t\r\nb", "ab", {}},
        DecodeCase{"soft_at_end", qp, "a=", "a", {qp_open_end}},
        DecodeCase{"trailing_space", qp, "a \t\r\nb ", "a\r\nb", {}},
        DecodeCase{"encoded_space_stays", qp, "a=20\r\nb", "a \r\nb", {}},
        DecodeCase{"no_hex", qp, "a=ZZb", "a=ZZb", {qp_bad_escape}},
        DecodeCase{"cut_escape", qp, "a=4", "a=4", {qp_bad_escape}},
        DecodeCase{
            "url", qp, "http://a.example/?x=y&z=1", "http://a.example/?x=y&z=1", {qp_bad_escape}},
        DecodeCase{"encoded_crlf", qp, "a=0D=0Ab", "a\r\nb", {qp_encoded_crlf}},
        DecodeCase{"old_mac", qp, "a=\rb\rc", "ab\rc", {}},
        DecodeCase{"raw_8bit", qp, "\xC3\xBC=C3=BC", "\xC3\xBC\xC3\xBC", {}},
        DecodeCase{"long_line",
                   qp,
                   "aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbb",
                   "aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbb",
                   {qp_line_over_76}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(DecodeTransferMap, LeadsEachOctetOfBase64ToItsGroup) {
  const std::string_view raw = "QUJ\r\nDRE VG\r\nRw==";
  const DecodedBody body = decode_transfer(raw, 50, base64);
  ASSERT_EQ(body.octets.text(), "ABCDEFG");
  const Span groups[] = {{50, 56}, {50, 56}, {50, 56}, {56, 61}, {56, 61}, {56, 61}, {63, 65}};
  for (std::size_t i = 0; i < std::size(groups); ++i) {
    EXPECT_EQ(body.octets.source(i, i + 1), groups[i]) << i;
  }
}

TEST(DecodeTransferMap, LeadsEachOctetOfQuotedPrintableToItsEscape) {
  const std::string_view raw = "a=3Db=\r\nc \r\nd";
  const DecodedBody body = decode_transfer(raw, 0, qp);
  ASSERT_EQ(body.octets.text(), "a=bc\r\nd");
  const Span places[] = {{0, 1}, {1, 4}, {4, 5}, {8, 9}, {10, 11}, {11, 12}, {12, 13}};
  for (std::size_t i = 0; i < std::size(places); ++i) {
    EXPECT_EQ(body.octets.source(i, i + 1), places[i]) << i;
  }
  EXPECT_EQ(body.octets.source(1, 4), (Span{1, 9}));
}

TEST(DecodeTransferMap, HoldsAcrossTheDecodersBuffer) {
  std::string raw;
  for (std::size_t i = 0; i < 2000; ++i) raw += i % 3 == 0 ? "QUJDREV\n" : "GR0hJQUJD\n";
  const DecodedBody body = decode_transfer(raw, 0, base64);
  std::size_t digits = 0;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\n') continue;
    if (digits % 4 == 0 && digits / 4 * 3 < body.octets.text().size()) {
      ASSERT_EQ(body.octets.source(digits / 4 * 3, digits / 4 * 3 + 1).begin, i);
    }
    ++digits;
  }
  EXPECT_EQ(body.octets.text().size(), digits * 3 / 4);
}

TEST(DecodeTransfer, TellsTheFirstPlaceOfAProblem) {
  const DecodedBody body = decode_transfer("abc=XY\ndef=QW\n", 10, qp);
  ASSERT_EQ(body.problems.size(), 1u);
  EXPECT_EQ(body.problems[0].span, (Span{13, 16}));
}

TEST(DecodeTransfer, IsVerbatimWhereNothingIsEncoded) {
  const std::string_view raw = "a=3D";
  for (const auto encoding : {TransferEncoding::seven_bit, TransferEncoding::unknown,
                              TransferEncoding::uuencode, TransferEncoding::binary}) {
    const DecodedBody body = decode_transfer(raw, 5, encoding);
    EXPECT_TRUE(body.octets.is_verbatim());
    EXPECT_EQ(body.octets.text().data(), raw.data());
  }
}

TEST(DecodeTransfer, StopsAtTheLimit) {
  const std::string line(1 << 20, 'a');
  std::string raw;
  for (std::size_t i = 0; i < limits::decoded_octets / line.size() + 2; ++i) raw += line + "\n";
  const DecodedBody body = decode_transfer(raw, 0, qp);
  EXPECT_LE(body.octets.text().size(), limits::decoded_octets);
  EXPECT_EQ(body.problems.back().problem, limit_decoded_octets);
}

struct EncodingCase {
  std::string_view name;
  std::string_view body;
  TransferEncoding expected;
};

class ParseTransferEncoding : public testing::TestWithParam<EncodingCase> {};

TEST_P(ParseTransferEncoding, ReadsTheToken) {
  EXPECT_EQ(parse_transfer_encoding(GetParam().body), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rfc2045, ParseTransferEncoding,
    testing::Values(EncodingCase{"plain", " base64", base64},
                    EncodingCase{"case", "BASE64", base64},
                    EncodingCase{"comment", " (x (y)) Quoted-Printable (z)", qp},
                    EncodingCase{"fold", "\r\n 7bit", TransferEncoding::seven_bit},
                    EncodingCase{"empty", " ", TransferEncoding::seven_bit},
                    EncodingCase{"semicolon", "base64;", base64},
                    EncodingCase{"quotes", "\"base64\"", base64},
                    EncodingCase{"uuencode", "x-uuencode", TransferEncoding::uuencode},
                    EncodingCase{"other", "8-bit", TransferEncoding::unknown},
                    EncodingCase{"open_comment", "(base64", TransferEncoding::seven_bit}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace maillint
