// The lists of tables.def, compiled in unless replaced, as rows of cells, sorted by the first cell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rules/data/key_hash.h"

namespace maillint::lists {

/// Half-open range of rows.
struct Rows {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool empty() const { return begin == end; }
};

struct PackedTable;

/// One list. Sorted by the first cell, ASCII case ignored, unless tables.def calls it ordered.
class Table {
 public:
  /// `index` as embed.cc lays it out: a power of two of slots.
  template <std::size_t slots>
  constexpr Table(const char* cells, const std::uint32_t* offsets,
                  const std::uint16_t (&index)[slots], std::uint32_t rows, std::uint32_t columns)
      : cells_(cells),
        offsets_(offsets),
        index_(index),
        mask_(slots - 1),
        rows_(rows),
        columns_(columns) {}

  /// Takes the rows of another list instead, which must live as long.
  void point_to(const PackedTable& table);

  std::uint32_t size() const { return rows_; }
  std::string_view cell(std::uint32_t row, std::uint32_t column) const {
    const std::uint32_t* at = offsets_ + row * columns_ + column;
    return {cells_ + at[0], at[1] - at[0]};
  }
  std::string_view key(std::uint32_t row) const { return cell(row, 0); }

  /// Rows whose first cell is `key`; ASCII case is ignored. Not for ordered tables.
  Rows find(std::string_view key) const;
  bool contains(std::string_view key) const { return !find(key).empty(); }
  /// Rows for a host, lower case: those of the host itself (without "www."), else those of the
  /// nearest "*.parent" above it. For tables of hosts.
  Rows find_host(std::string_view host) const;
  /// Rows for a domain or the nearest domain above it that the table has.
  Rows find_domain(std::string_view domain) const;

 private:
  Rows find(std::string_view key, const KeyHash& hash) const;

  const char* cells_;
  const std::uint32_t* offsets_;
  const std::uint16_t* index_;
  std::uint32_t mask_;
  std::uint32_t rows_;
  std::uint32_t columns_;
};

#define MAILLINT_TABLE(symbol, file, columns, options) extern Table symbol;
#include "rules/data/tables.def"
#undef MAILLINT_TABLE

}  // namespace maillint::lists
