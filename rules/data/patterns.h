// Patterns of the lists: a literal comparison first, RE2 only where it leaves the matter open.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/data/table.h"

namespace re2 {
class RE2;
}

namespace maillint::lists {

/// What a pattern says before its first operator: "^The Bat! \\(v?" -> anchored, "The Bat! (".
struct PatternOpening {
  bool anchored = false;
  std::string literal;
  std::string_view rest;  // of the pattern; "" or "$" need no RE2
};

/// The patterns in one column of a table. A row is compiled at its first use, by whichever thread
/// comes first; text that lacks the literal at the pattern's beginning costs no RE2 at all.
class Patterns {
 public:
  Patterns(const Table& table, std::uint32_t column);
  ~Patterns();
  Patterns(const Patterns&) = delete;
  Patterns& operator=(const Patterns&) = delete;

  /// Case counts; octets are compared as Latin-1.
  bool matches(std::uint32_t row, std::string_view text) const;

 private:
  const re2::RE2& compiled(std::uint32_t row) const;

  const Table& table_;
  std::uint32_t column_;
  std::vector<PatternOpening> openings_;
  std::unique_ptr<std::atomic<const re2::RE2*>[]> compiled_;
};

}  // namespace maillint::lists
