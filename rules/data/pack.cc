// Lists packed for look-ups.
#include "rules/data/pack.h"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <utility>

#include "rules/data/key_hash.h"

namespace maillint::lists {
namespace {

constexpr TableSource sources[] = {
#define MAILLINT_TABLE(symbol, file, columns, options) \
  {#symbol, file, columns, TableOptions::options},
#include "rules/data/tables.def"
#undef MAILLINT_TABLE
};

using Row = std::vector<std::string>;

std::string to_lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> pieces(1);
  for (char c : text) {
    if (c == separator) {
      pieces.emplace_back();
    } else {
      pieces.back() += c;
    }
  }
  return pieces;
}

/// Top-level alternatives of a pattern: "a|(?:b|c)" -> "a", "(?:b|c)".
std::vector<std::string> alternatives(const std::string& pattern) {
  std::vector<std::string> pieces(1);
  int depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size()) {
      pieces.back() += c;
      pieces.back() += pattern[++i];
      continue;
    }
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (c == '|' && depth == 0) {
      pieces.emplace_back();
    } else {
      pieces.back() += c;
    }
  }
  return pieces;
}

std::string host_key(std::string host) {
  if (host.starts_with("www.")) host.erase(0, 4);
  if (host.starts_with("*.")) host.erase(0, 1);
  if (host.ends_with(".*")) host.pop_back();
  return host;
}

/// The pattern's column in an ordered table: the first one of a (pattern, ...) list, else the
/// second one of (header, pattern, ...).
std::size_t pattern_column(const TableSource& table) { return table.columns == 2 ? 0 : 1; }

/// The rows of a file; a fault with its place if there is one.
std::string read_rows(const TableSource& table, const std::string& path, std::vector<Row>& rows) {
  std::ifstream in(path);
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line[0] == '#') continue;
    Row row = split(line, '\t');
    if (row.size() > table.columns) {
      return path + ":" + std::to_string(number) + ": more than " +
             std::to_string(table.columns) + " cells";
    }
    if (row.size() > 1 && row.back() == "unsure") continue;
    row.resize(table.columns);
    if (table.options == TableOptions::hosts) row[0] = host_key(row[0]);
    if (table.options != TableOptions::ordered) {
      rows.push_back(std::move(row));
      continue;
    }
    const std::size_t column = pattern_column(table);
    for (std::string& alternative : alternatives(row[column])) {
      rows.push_back(row);
      rows.back()[column] = std::move(alternative);
    }
  }
  return rows.empty() ? path + ": no rows" : std::string();
}

void sort_rows(std::vector<Row>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    const std::string key_a = to_lower(a[0]);
    const std::string key_b = to_lower(b[0]);
    return key_a != key_b ? key_a < key_b : a < b;
  });
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

/// Slots with the first row of each key + 1, at most half of them taken; one empty slot for an
/// ordered table, which nobody looks a key up in.
std::vector<std::uint16_t> index_of(const TableSource& table, const std::vector<Row>& rows) {
  if (table.options == TableOptions::ordered) return {0};
  std::size_t size = 2;
  while (size < 2 * rows.size()) size *= 2;
  std::vector<std::uint16_t> index(size);
  const auto mask = static_cast<std::uint32_t>(size - 1);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string& key = rows[row][0];
    if (row > 0 && to_lower(key) == to_lower(rows[row - 1][0])) continue;
    KeyHash hash;
    for (std::size_t i = key.size(); i > 0; --i) hash.add(key[i - 1]);
    std::uint32_t slot = hash.slot(mask);
    while (index[slot] != 0) slot = (slot + 1) & mask;
    index[slot] = static_cast<std::uint16_t>(row + 1);
  }
  return index;
}

}  // namespace

std::span<const TableSource> table_sources() { return sources; }

std::string pack_table(const TableSource& source, const std::string& path, PackedTable& table) {
  std::vector<Row> rows;
  if (std::string fault = read_rows(source, path, rows); !fault.empty()) return fault;
  if (source.options != TableOptions::ordered) sort_rows(rows);
  if (rows.size() > 0xFFFE) return path + ": more rows than the index can name";
  table.rows = static_cast<std::uint32_t>(rows.size());
  for (const Row& row : rows) {
    for (const std::string& cell : row) {
      table.offsets.push_back(static_cast<std::uint32_t>(table.cells.size()));
      table.cells += cell;
    }
  }
  table.offsets.push_back(static_cast<std::uint32_t>(table.cells.size()));
  table.index = index_of(source, rows);
  return {};
}

}  // namespace maillint::lists
