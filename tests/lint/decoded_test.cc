// Tests of lint/decoded.h.
#include "lint/decoded.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace maillint {
namespace {

TEST(OffsetMap, MapsCopiesOneToOne) {
  OffsetMap map;
  map.append(5, 100);
  EXPECT_EQ(map.input(0, 5), (Span{100, 105}));
  EXPECT_EQ(map.input(2, 3), (Span{102, 103}));
  EXPECT_EQ(map.input(2, 2), (Span{102, 102}));
  EXPECT_EQ(map.input(5, 5), (Span{105, 105}));
  EXPECT_EQ(map.input(9, 12), (Span{105, 105}));
}

TEST(OffsetMap, IsEmptyWithoutRuns) { EXPECT_EQ(OffsetMap().input(0, 3), Span{}); }

TEST(OffsetMap, WidensToWholeUnits) {
  OffsetMap map;
  map.append(6, 10, 3, 4);  // eight digits of base64
  map.append(1, 20, 1, 3);  // "=3D"
  EXPECT_EQ(map.input(0, 1), (Span{10, 14}));
  EXPECT_EQ(map.input(2, 4), (Span{10, 18}));
  EXPECT_EQ(map.input(5, 7), (Span{14, 23}));
  EXPECT_EQ(map.input(6, 7), (Span{20, 23}));
}

TEST(OffsetMap, LeavesGapsToNoOutput) {
  OffsetMap map;
  map.append(2, 0);
  map.append(2, 5);  // a soft line break lies between
  EXPECT_EQ(map.input(0, 2), (Span{0, 2}));
  EXPECT_EQ(map.input(2, 4), (Span{5, 7}));
  EXPECT_EQ(map.input(1, 3), (Span{1, 6}));
}

// Many runs of all shapes, so that checkpoints and long numbers are used, against a list of them.
TEST(OffsetMap, AgreesWithAPlainList) {
  struct Unit {
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Unit> by_output;
  OffsetMap map;
  std::size_t input = 7;
  for (std::size_t i = 0; i < 3000; ++i) {
    const auto output_unit = static_cast<std::uint16_t>(1 + i * 7 % 5 * (i % 97 == 0 ? 40 : 1));
    const auto input_unit = static_cast<std::uint16_t>(1 + i * 5 % 4 * (i % 89 == 0 ? 300 : 1));
    const std::size_t units = 1 + i % 6 * (i % 500 == 0 ? 100 : 1);
    map.append(units * output_unit, input, output_unit, input_unit);
    for (std::size_t u = 0; u < units; ++u, input += input_unit) {
      for (std::size_t o = 0; o < output_unit; ++o)
        by_output.push_back({input, input + input_unit});
    }
    input += i % 11 == 0 ? i : 0;
  }
  ASSERT_EQ(map.output_size(), by_output.size());
  for (std::size_t i = 0; i < by_output.size(); ++i) {
    ASSERT_EQ(map.input(i, i + 1), span_of(by_output[i].begin, by_output[i].end)) << i;
    const std::size_t end = std::min(i + 1 + i % 700, by_output.size());
    ASSERT_EQ(map.input(i, end), span_of(by_output[i].begin, by_output[end - 1].end)) << i;
  }
}

TEST(OffsetMap, AppendsAnotherMap) {
  OffsetMap inner;
  inner.append(3, 0);
  inner.append(2, 5, 2, 1);
  OffsetMap map;
  map.append(4, 10);
  map.append(inner, 20);
  EXPECT_EQ(map.output_size(), 9u);
  EXPECT_EQ(map.input(4, 7), (Span{20, 23}));
  EXPECT_EQ(map.input(7, 9), (Span{25, 26}));
}

TEST(OffsetMap, ClampsTheLastPartialUnit) {
  OffsetMap map;
  map.append(2, 10, 3, 4);  // "QUI="
  EXPECT_EQ(map.input(1, 2), (Span{10, 14}));
  map.append(1, 14);
  EXPECT_EQ(map.input(2, 3), (Span{14, 15}));
}

TEST(DecodedText, IsVerbatimOrOwned) {
  const DecodedText verbatim = DecodedText::verbatim("abc", 40);
  EXPECT_TRUE(verbatim.is_verbatim());
  EXPECT_EQ(verbatim.source(1, 2), (Span{41, 42}));
  EXPECT_EQ(verbatim.source(), (Span{40, 43}));
  EXPECT_EQ(verbatim.source(2, 99), (Span{42, 43}));

  OffsetMap map;
  map.append(1, 41, 1, 3);
  const DecodedText decoded = DecodedText::decoded("=", std::move(map));
  EXPECT_FALSE(decoded.is_verbatim());
  EXPECT_EQ(decoded.source(), (Span{41, 44}));
}

TEST(DecodedText, ChainsMaps) {
  OffsetMap first;  // "=C3=BC" at 100
  first.append(2, 100, 1, 3);
  OffsetMap second;  // two octets of UTF-8 from two of the text between
  second.append(2, 0);
  const DecodedText twice = DecodedText::decoded_again(
      DecodedText::decoded("\xC3\xBC", std::move(first)), "\xC3\xBC", std::move(second));
  EXPECT_EQ(twice.source(0, 2), (Span{100, 106}));
  EXPECT_EQ(twice.source(1, 2), (Span{103, 106}));

  OffsetMap latin1;
  latin1.append(2, 0, 2, 1);
  const DecodedText from_raw =
      DecodedText::decoded_again(DecodedText::verbatim("\xFC", 7), "\xC3\xBC", std::move(latin1));
  EXPECT_EQ(from_raw.source(), (Span{7, 8}));
}

TEST(DecodedText, KeepsItsTextWhenMoved) {
  DecodedText text = DecodedText::decoded("ab", OffsetMap());
  const DecodedText moved = std::move(text);
  EXPECT_EQ(moved.text(), "ab");
}

}  // namespace
}  // namespace maillint
