// Build tool: packs the lists of tables.def into one C++ file. Usage: maillint_embed_lists DIR OUT.
// A table is one literal with all cells and an array of offsets: no relocation an entry, no work at
// program start.
#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "rules/data/key_hash.h"

namespace {

enum class Options { plain, hosts, ordered };

struct TableSource {
  std::string_view symbol;
  std::string_view file;
  std::size_t columns;
  Options options;
};

constexpr TableSource tables[] = {
#define MAILLINT_TABLE(symbol, file, columns, options) {#symbol, file, columns, Options::options},
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

bool read_rows(const TableSource& table, const std::string& directory, std::vector<Row>& rows) {
  const std::string path = directory + "/" + std::string(table.file);
  std::ifstream in(path);
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#') continue;
    Row row = split(line, '\t');
    if (row.size() > table.columns) {
      std::cerr << path << ": more than " << table.columns << " cells: " << line << '\n';
      return false;
    }
    if (row.size() > 1 && row.back() == "unsure") continue;
    row.resize(table.columns);
    if (table.options == Options::hosts) row[0] = host_key(row[0]);
    if (table.options != Options::ordered) {
      rows.push_back(std::move(row));
      continue;
    }
    const std::size_t column = pattern_column(table);
    for (std::string& alternative : alternatives(row[column])) {
      rows.push_back(row);
      rows.back()[column] = std::move(alternative);
    }
  }
  if (rows.empty()) std::cerr << path << ": no rows\n";
  return !rows.empty();
}

void sort_rows(std::vector<Row>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    const std::string key_a = to_lower(a[0]);
    const std::string key_b = to_lower(b[0]);
    return key_a != key_b ? key_a < key_b : a < b;
  });
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

void write_cell(std::ostream& out, std::string_view cell) {
  constexpr std::string_view digits = "01234567";
  out << '"';
  for (char c : cell) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out << '\\' << c;
    } else if (octet < 0x20 || octet >= 0x7F || c == '?') {  // "?" could begin a trigraph
      out << '\\' << digits[octet >> 6] << digits[(octet >> 3) & 7] << digits[octet & 7];
    } else {
      out << c;
    }
  }
  out << "\"\n";
}

/// Slots with the first row of each key + 1, at most half of them taken; one empty slot for an
/// ordered table, which nobody looks a key up in.
std::vector<std::uint32_t> index_of(const TableSource& table, const std::vector<Row>& rows) {
  if (table.options == Options::ordered) return {0};
  std::size_t size = 2;
  while (size < 2 * rows.size()) size *= 2;
  std::vector<std::uint32_t> index(size);
  const auto mask = static_cast<std::uint32_t>(size - 1);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string& key = rows[row][0];
    if (row > 0 && to_lower(key) == to_lower(rows[row - 1][0])) continue;
    maillint::lists::KeyHash hash;
    for (std::size_t i = key.size(); i > 0; --i) hash.add(key[i - 1]);
    std::uint32_t slot = hash.slot(mask);
    while (index[slot] != 0) slot = (slot + 1) & mask;
    index[slot] = static_cast<std::uint32_t>(row + 1);
  }
  return index;
}

void write_index(std::ostream& out, const TableSource& table, const std::vector<Row>& rows) {
  const std::vector<std::uint32_t> index = index_of(table, rows);
  out << "constexpr std::uint16_t " << table.symbol << "_index[" << index.size() << "] = {";
  for (std::size_t i = 0; i < index.size(); ++i) out << index[i] << (i % 16 == 15 ? ",\n" : ",");
  out << "};\n";
}

void write_table(std::ostream& out, const TableSource& table, const std::vector<Row>& rows) {
  out << "constexpr char " << table.symbol << "_cells[] =\n\"\"\n";
  for (const Row& row : rows) {
    std::string joined;
    for (const std::string& cell : row) joined += cell;
    write_cell(out, joined);
  }
  out << ";\nconstexpr std::uint32_t " << table.symbol << "_offsets[] = {";
  std::size_t offset = 0;
  for (const Row& row : rows) {
    for (const std::string& cell : row) {
      out << offset << ',';
      offset += cell.size();
    }
    out << '\n';
  }
  out << offset << "};\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: maillint_embed_lists DIR OUT\n";
    return 2;
  }
  std::ofstream out(argv[2], std::ios::binary);
  out << "// Made by rules/data/embed.cc from the lists beside it.\n"
         "#include \"rules/data/table.h\"\n\nnamespace maillint::lists {\nnamespace {\n";
  std::string definitions;
  for (const TableSource& table : tables) {
    std::vector<Row> rows;
    if (!read_rows(table, argv[1], rows)) return 1;
    if (table.options != Options::ordered) sort_rows(rows);
    if (rows.size() > 0xFFFE) {
      std::cerr << table.file << ": more rows than the index can name\n";
      return 1;
    }
    write_table(out, table, rows);
    write_index(out, table, rows);
    const std::string symbol(table.symbol);
    definitions += "constinit const Table " + symbol + "{" + symbol + "_cells, " + symbol +
                   "_offsets, " + symbol + "_index, " + std::to_string(rows.size()) + ", " +
                   std::to_string(table.columns) + "};\n";
  }
  out << "}  // namespace\n\n" << definitions << "\n}  // namespace maillint::lists\n";
  out.close();
  return out ? 0 : 1;
}
