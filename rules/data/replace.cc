// Lists of one's own instead of compiled-in ones.
#include "rules/data/replace.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <system_error>
#include <vector>

#include "lint/nearest.h"
#include "rules/data/pack.h"
#include "rules/data/table.h"

namespace maillint::lists {
namespace {

namespace fs = std::filesystem;

/// In the order of table_sources().
constexpr Table* tables[] = {
#define MAILLINT_TABLE(symbol, file, columns, options) &symbol,
#include "rules/data/tables.def"
#undef MAILLINT_TABLE
};

std::string unknown_list(const std::string& path, std::string_view file) {
  std::vector<std::string_view> names;
  for (const TableSource& source : table_sources()) names.push_back(source.file);
  const std::string hint = did_you_mean(file, names);
  return path + ": no list has this name" + (hint.empty() ? "" : "; " + hint);
}

}  // namespace

std::string replace_lists(const std::string& directory) {
  static std::deque<PackedTable> kept;
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    const fs::path extension = it->path().extension();
    if (extension == ".tsv" || extension == ".txt") files.push_back(it->path());
  }
  if (error) return directory + ": " + error.message();
  if (files.empty()) return directory + ": no lists (*.tsv, *.txt)";
  std::ranges::sort(files);
  for (const fs::path& path : files) {
    const std::string file = path.filename().string();
    const auto sources = table_sources();
    const auto source = std::ranges::find(sources, file, &TableSource::file);
    if (source == sources.end()) return unknown_list(path.string(), file);
    PackedTable& table = kept.emplace_back();
    if (std::string fault = pack_table(*source, path.string(), table); !fault.empty()) return fault;
    tables[source - sources.begin()]->point_to(table);
  }
  return {};
}

}  // namespace maillint::lists
