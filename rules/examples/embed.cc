// Build tool: packs an example of each rule. Usage: maillint_embed_examples TESTDATA_RULES OUT.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "rules/examples/lines.h"

namespace {

namespace fs = std::filesystem;
using namespace maillint::examples;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Place {
  std::size_t first = 0;  // lines, from 1; 0 if there is none
  std::size_t last = 0;
};

/// Of "9:22-11:1 warning ...", the first line that is no "# options".
Place first_place(std::string_view expected) {
  while (expected.starts_with('#')) {
    expected.remove_prefix(std::min(expected.find('\n'), expected.size() - 1) + 1);
  }
  Place place;
  const char* end = expected.data() + expected.size();
  std::from_chars(expected.data(), end, place.first);
  const std::size_t dash = expected.find('-');
  if (dash == std::string_view::npos) return {};
  const auto [colon, error] = std::from_chars(expected.data() + dash + 1, end, place.last);
  if (error != std::errc()) return {};
  // A place that ends at the begin of a line does not hold that line.
  std::size_t column = 0;
  if (colon != end) std::from_chars(colon + 1, end, column);
  if (column == 1 && place.last > place.first) --place.last;
  return place;
}

void write_cell(std::ostream& out, std::string_view cell) {
  constexpr std::string_view digits = "01234567";
  out << '"';
  for (const char c : cell) {
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

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: maillint_embed_examples TESTDATA_RULES OUT\n";
    return 2;
  }
  std::vector<fs::path> folders;
  for (const fs::directory_entry& entry : fs::directory_iterator(argv[1]))
    folders.push_back(entry.path());
  std::ranges::sort(folders, {}, [](const fs::path& path) { return path.filename().string(); });

  std::ofstream out(argv[2], std::ios::binary);
  out << "// Made by rules/examples/embed.cc from testdata/rules.\n"
         "#include \"rules/examples/packed.h\"\n\nnamespace maillint::examples {\n"
         "namespace {\nconstexpr char packed_cells[] =\n\"\"\n";
  std::string offsets;
  std::size_t offset = 0;
  std::size_t rows = 0;
  for (const fs::path& folder : folders) {
    const std::string fires_octets = read(folder / "fires.eml");
    const std::string quiet_octets = read(folder / "quiet.eml");
    const Place place = first_place(read(folder / "fires.eml.expected"));
    const Lines fires(fires_octets);
    const Range bad = bad_lines(fires, place.first, place.last);
    if (bad.empty()) continue;  // made by a unit test
    const Lines quiet(quiet_octets);
    for (const std::string& cell :
         {folder.filename().string(), fires.text(bad), quiet.text(good_lines(fires, bad, quiet))}) {
      write_cell(out, cell);
      offsets += std::to_string(offset) + ",";
      offset += cell.size();
    }
    offsets += '\n';
    ++rows;
  }
  out << ";\n}  // namespace\n\n"
      << "const std::string_view cells{packed_cells, sizeof packed_cells - 1};\n"
      << "const std::uint32_t offsets[] = {" << offsets << offset << "};\n"
      << "const std::size_t rows = " << rows << ";\n\n}  // namespace maillint::examples\n";
  out.close();
  return out ? 0 : 1;
}
