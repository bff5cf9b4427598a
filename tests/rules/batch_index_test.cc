// What the batch keeps of each message: its path, and what it resembles.
#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "rules/batch.h"
#include "rules/batch/near.h"

namespace maillint {
namespace {

TEST(MessagePaths, ComeBackAsTheyWere) {
  const std::vector<std::string> all = {"a",   "b#1", "b#2", "b#3",  "b#5", "c#1",
                                        "b#6", "d#",  "d#0", "e#01", "#1",  "a"};
  MessagePaths kept;
  for (const std::string& path : all) kept.add(path);
  ASSERT_EQ(kept.size(), all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) EXPECT_EQ(kept[i], all[i]);
}

TEST(NearIndex, FindsWhatDiffersInSevenBits) {
  std::mt19937_64 random(11);
  std::vector<std::uint64_t> hashes;
  NearIndex index;
  for (int i = 0; i < 5000; ++i) {
    hashes.push_back(random());
    index.add(hashes.back());
  }
  for (std::uint32_t i = 0; i < hashes.size(); ++i) {
    std::uint64_t changed = hashes[i];
    for (int bit = 0; bit < 7; ++bit) changed ^= std::uint64_t{1} << (random() % 64);
    EXPECT_EQ(index.nearest(changed, 7), std::optional(i));
  }
  EXPECT_EQ(index.nearest(~hashes[0], 7), std::nullopt);
}

}  // namespace
}  // namespace maillint
