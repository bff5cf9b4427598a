// Finds the nearest of many SimHashes in nearly constant time.
#include "rules/batch/near.h"

#include "rules/batch/fingerprint.h"

namespace maillint {
namespace {

constexpr unsigned shelf_reads = 256;

std::size_t shelf(unsigned band, std::uint64_t hash) {
  return (std::size_t{band} << 16) | ((hash >> (16 * band)) & 0xFFFF);
}

}  // namespace

std::uint32_t NearIndex::add(std::uint64_t hash) {
  const auto number = static_cast<std::uint32_t>(entries_.size());
  Entry& entry = entries_.emplace_back(Entry{.hash = hash, .next = {}});
  for (unsigned band = 0; band < bands; ++band) {
    std::uint32_t& first = shelves_[shelf(band, hash)];
    entry.next[band] = first;
    first = number;
  }
  return number;
}

std::optional<std::uint32_t> NearIndex::nearest(std::uint64_t hash, int most) const {
  std::uint32_t best = none;
  int best_distance = most + 1;
  const auto read = [&](unsigned band, std::size_t at) {
    unsigned reads = 0;
    for (std::uint32_t i = shelves_[at]; i != none && reads < shelf_reads; ++reads) {
      const int bits = distance(entries_[i].hash, hash);
      if (bits < best_distance || (bits == best_distance && i < best)) {
        best = i;
        best_distance = bits;
      }
      i = entries_[i].next[band];
    }
  };
  for (unsigned band = 0; band < bands; ++band) {
    const std::size_t own = shelf(band, hash);
    read(band, own);
    for (unsigned bit = 0; bit < 16; ++bit) read(band, own ^ (std::size_t{1} << bit));
  }
  if (best_distance > most) return std::nullopt;
  return best;
}

}  // namespace maillint
