// Finds the nearest of many SimHashes in nearly constant time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace maillint {

/// Each hash is filed under its four bands of 16 bits. One that differs from it in at most 7 bits
/// has a band that differs in at most one bit, so 17 shelves a band are looked at; pairs a little
/// further apart are mostly met as well. A shelf is not read to its end where it is overfull, so
/// that no choice of texts makes the time quadratic.
class NearIndex {
 public:
  /// The number of the hash added, from 0.
  std::uint32_t add(std::uint64_t hash);
  /// The nearest one within `most` bits, the first added of several; absent if there is none.
  std::optional<std::uint32_t> nearest(std::uint64_t hash, int most) const;

 private:
  static constexpr unsigned bands = 4;
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  struct Entry {
    std::uint64_t hash;
    std::uint32_t next[bands];  // on the same shelf, added before
  };

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> shelves_ = std::vector<std::uint32_t>(bands << 16, none);
};

}  // namespace maillint
