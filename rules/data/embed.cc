// Build tool: packs the lists of tables.def into one C++ file. Usage: maillint_embed_lists DIR OUT.
// A table is one literal with all cells and an array of offsets: no relocation an entry, no work at
// program start.
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "rules/data/pack.h"

namespace {

using maillint::lists::PackedTable;
using maillint::lists::TableSource;

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

void write_index(std::ostream& out, const TableSource& source, const PackedTable& table) {
  out << "constexpr std::uint16_t " << source.symbol << "_index[" << table.index.size() << "] = {";
  for (std::size_t i = 0; i < table.index.size(); ++i)
    out << table.index[i] << (i % 16 == 15 ? ",\n" : ",");
  out << "};\n";
}

void write_table(std::ostream& out, const TableSource& source, const PackedTable& table) {
  const std::string_view cells = table.cells;
  out << "constexpr char " << source.symbol << "_cells[] =\n\"\"\n";
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::size_t begin = table.offsets[row * source.columns];
    write_cell(out, cells.substr(begin, table.offsets[(row + 1) * source.columns] - begin));
  }
  out << ";\nconstexpr std::uint32_t " << source.symbol << "_offsets[] = {";
  for (std::size_t i = 0; i < table.offsets.size(); ++i)
    out << table.offsets[i] << ((i + 1) % source.columns == 0 ? ",\n" : ",");
  out << "};\n";
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
  for (const TableSource& source : maillint::lists::table_sources()) {
    PackedTable table;
    const std::string path = std::string(argv[1]) + "/" + std::string(source.file);
    if (const std::string fault = pack_table(source, path, table); !fault.empty()) {
      std::cerr << fault << '\n';
      return 1;
    }
    write_table(out, source, table);
    write_index(out, source, table);
    const std::string symbol(source.symbol);
    definitions += "constinit Table " + symbol + "{" + symbol + "_cells, " + symbol +
                   "_offsets, " + symbol + "_index, " + std::to_string(table.rows) + ", " +
                   std::to_string(source.columns) + "};\n";
  }
  out << "}  // namespace\n\n" << definitions << "\n}  // namespace maillint::lists\n";
  out.close();
  return out ? 0 : 1;
}
