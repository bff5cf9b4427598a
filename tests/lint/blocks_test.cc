// Octets found and counted many at a time.
#include "lint/blocks.h"

#include <gtest/gtest.h>

#include <string>

#include "lint/ascii.h"

namespace maillint {
namespace {

std::size_t find_ab(std::string_view text, std::size_t from) {
  return find_in_blocks(text.data(), text.size() - 1, from,
                        [](auto at) { return (at(0) == 'a') & (at(1) == 'b'); });
}

TEST(FindInBlocks, FindsTheFirstPlaceWhereverItStands) {
  for (std::size_t size = 2; size < 200; ++size) {
    std::string text(size, 'a');
    EXPECT_EQ(find_ab(text, 0), size - 1);
    for (std::size_t at = 1; at < size; ++at) {
      text.assign(size, 'a');
      text[at] = 'b';
      text.back() = 'b';
      EXPECT_EQ(find_ab(text, 0), at - 1) << size;
      EXPECT_EQ(find_ab(text, at), at + 2 < size ? size - 2 : size - 1) << size;
    }
  }
}

TEST(FindInBlocks, ComparesOctetsAsNumbersWithoutSign) {
  const std::string text = std::string(70, '~') + "\xC3\xA9";
  EXPECT_EQ(ascii::find_8bit(text), 70u);
  EXPECT_EQ(ascii::find_8bit(std::string(70, '\x7F')), std::string::npos);
}

TEST(FindInBlocks, FindsWordsInAnyCase) {
  const std::string text = std::string(61, 'u') + "UnSubscribe" + std::string(3, 'e');
  EXPECT_EQ(ascii::find(text, "unsubscribe"), 61u);
  EXPECT_EQ(ascii::find(text, "unsubscribe", 62), std::string::npos);
  EXPECT_EQ(ascii::find(text, "E", 70), 71u);
  EXPECT_EQ(ascii::find("@`", "``"), std::string::npos);
}

TEST(FindInBlocks, LooksAtNothingBeforeItsBegin) {
  for (std::size_t size = 16; size < 100; ++size) {
    const std::string text = "b" + std::string(size, 'a');
    for (std::size_t from = 1; from <= text.size(); ++from)
      EXPECT_EQ(
          find_in_blocks(text.data(), text.size(), from, [](auto at) { return at(0) == 'b'; }),
          text.size());
  }
}

TEST(BitsOf64, TheFirstOctetIsTheLowestBit) {
  std::string text(64, 'a');
  for (const std::size_t at : {0, 15, 16, 40, 63}) text[at] = 'b';
  EXPECT_EQ(bits_of_64(text.data(), [](auto at) { return at(0) == 'b'; }), 0x8000010000018001u);
}

TEST(CountOctets, CountsMoreThanAnOctetHolds) {
  EXPECT_EQ(count_octets(std::string(1'000, 'x') + "y", 'x'), 1'000u);
  EXPECT_EQ(count_octets("", 'x'), 0u);
}

}  // namespace
}  // namespace maillint
