// Lists packed for look-ups: by the build (embed.cc), and by the program for lists that replace
// built-in ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillint::lists {

enum class TableOptions : std::uint8_t { plain, hosts, ordered };  // as tables.def says

/// A line of tables.def.
struct TableSource {
  std::string_view symbol;
  std::string_view file;
  std::size_t columns;
  TableOptions options;
};
std::span<const TableSource> table_sources();

/// What a Table points to.
struct PackedTable {
  std::string cells;                   // one behind the other
  std::vector<std::uint32_t> offsets;  // where each begins, and the end
  std::vector<std::uint16_t> index;    // a power of two of slots: row + 1, or 0
  std::uint32_t rows = 0;
};

/// Reads a list into `table`, which is empty: a row a line, cells between tabs, "#" begins a remark.
/// Returns what is wrong, with its place; "" if nothing is.
std::string pack_table(const TableSource& source, const std::string& path, PackedTable& table);

}  // namespace maillint::lists
