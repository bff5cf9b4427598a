// Finds the literals of many entries in one text: an index over one rare run of four octets of
// each.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "rules/catalogue/catalogue.h"

namespace maillint {

class Pattern;

/// Built in a fraction of a millisecond; looks at each position of a text once and compares only
/// where four octets fit. The entries must outlive it and not move.
class Matcher {
 public:
  enum class Tier : std::uint8_t { exact, loose };  // Entry::loose
  Matcher(std::span<const Entry> entries, Tier tier);
  ~Matcher();
  std::vector<EntryMatch> match(const ReplyFacts& reply) const;

 private:
  struct Literal {
    std::string_view text;
    std::uint32_t entry;
    std::uint32_t gram_at;  // where its rare run begins
    std::uint32_t next;     // further literals of the same run: index + 1, 0 at the end
  };
  struct Slot {
    std::uint32_t gram = 0;
    std::uint32_t first = 0;  // index into literals_ + 1, 0 if empty
  };

  std::size_t slot_of(std::uint32_t gram) const;
  bool accepts(std::uint32_t entry, const ReplyFacts& reply) const;

  std::span<const Entry> entries_;
  std::vector<Literal> literals_;
  std::vector<Slot> slots_;              // open addressing, a power of two
  std::vector<std::uint64_t> maybe_;     // one bit a hash: most positions end here
  std::unique_ptr<Pattern[]> patterns_;  // compiled when their literal is first met
};

/// Whether a code fits one of the globs; no globs, or no code, fits.
bool code_fits(std::span<const std::string_view> globs, std::string_view code);

}  // namespace maillint
