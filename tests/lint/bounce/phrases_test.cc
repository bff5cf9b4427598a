// Tests of lint/bounce/phrases.h.
#include "lint/bounce/phrases.h"

#include <gtest/gtest.h>

#include <string>

namespace maillint::bounce {
namespace {

constexpr Phrases longer(std::to_array<std::string_view>({"not found", "found", "expired",
                                                          "verzögert"}));
constexpr Phrases shorter(std::to_array<std::string_view>({"to:", ">>> ", "no such"}));

/// Wherever a phrase stands, also at both ends of a text, and whichever octets the search skips.
template <std::size_t size>
void finds_at_each_place(const Phrases<size>& phrases, std::size_t index) {
  const std::string phrase(phrases[index]);
  for (std::size_t before = 0; before < 40; ++before) {
    for (const std::size_t after : {0, 1, 2, 3, 50}) {
      const auto match = phrases.find(std::string(before, '.') + phrase + std::string(after, '.'));
      EXPECT_EQ(match.position, before) << phrase;
      EXPECT_EQ(match.index, index) << phrase;
    }
  }
}

TEST(Phrases, AreFoundAtEachPlace) {
  for (std::size_t i = 0; i < 4; ++i) finds_at_each_place(longer, i);
  for (std::size_t i = 0; i < 3; ++i) finds_at_each_place(shorter, i);
}

TEST(Phrases, FirstPlaceWins) {
  EXPECT_EQ(longer.find("It EXPIRED, and was Not Found").index, 2u);
  EXPECT_EQ(longer.find("was Not Found").index, 0u);  // not "found", which begins behind it
  EXPECT_EQ(longer.find("was Not Found", 5).index, 1u);
}

TEST(Phrases, PiecesAreNone) {
  EXPECT_FALSE(longer.in("not foun"));
  EXPECT_FALSE(longer.in("xpired"));
  EXPECT_FALSE(longer.in(""));
  EXPECT_FALSE(shorter.in("t"));
  EXPECT_FALSE(shorter.find("to:", 1).found());
}

}  // namespace
}  // namespace maillint::bounce
