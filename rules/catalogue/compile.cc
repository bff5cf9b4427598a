// Build tool: compiles catalogue files into one C++ file of literals. usage: compile OUTPUT
// INPUT...
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "rules/catalogue/packed.h"
#include "rules/catalogue/reader.h"

namespace {

int complain(const maillint::Error& error) {
  std::cerr << "error: " << error.what << '\n';
  if (!error.hint.empty()) std::cerr << "  hint: " << error.hint << '\n';
  return 1;
}

/// Octal escapes of three digits: a hexadecimal one would swallow a digit that follows.
std::string literal(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\' || c < ' ' || c == 0x7F) {
      out += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

std::string source_of(const maillint::PackedStorage& packed) {
  std::string out =
      "// The built-in catalogue. Generated from rules/catalogue/*.toml: edit those.\n"
      "#include \"rules/catalogue/packed.h\"\n\nnamespace maillint {\nnamespace {\n\n"
      "constexpr char pool[] =\n";
  for (std::size_t i = 0; i < packed.pool.size(); i += 96) {
    out += fmt::format("    \"{}\"\n", literal(std::string_view(packed.pool).substr(i, 96)));
  }
  out += "    ;\n\nconstexpr std::uint32_t words[] = {";
  for (std::size_t i = 0; i < packed.words.size(); ++i) {
    out += fmt::format("{}{},", i % 16 == 0 ? "\n    " : "", packed.words[i]);
  }
  out +=
      "\n};\n\n}  // namespace\n\n"
      "constinit const PackedCatalogue built_in_packed{{pool, sizeof pool - 1}, words};\n\n"
      "}  // namespace maillint\n";
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  maillint::CatalogueData data;
  for (int i = 2; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) return complain({.what = fmt::format("{}: cannot be read", argv[i]), .hint = {}});
    const auto read = maillint::read_catalogue(text, argv[i], data);
    if (!read) return complain(read.error());
  }
  const auto checked = maillint::complete_catalogue(data);
  if (!checked) return complain(checked.error());
  std::ofstream out(argc > 1 ? argv[1] : "", std::ios::binary);
  out << source_of(maillint::pack(data));
  out.close();
  if (!out)
    return complain(
        {.what = "the output cannot be written", .hint = "usage: compile OUTPUT INPUT..."});
  return 0;
}
