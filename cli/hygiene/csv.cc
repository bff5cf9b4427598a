// Cells in and out.
#include "cli/hygiene/csv.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

constexpr std::string_view formula_starts = "=+-@\t\r";

bool begins_formula(std::string_view text) {
  return !text.empty() && formula_starts.find(text.front()) != std::string_view::npos;
}

}  // namespace

void append_cell(std::string& out, std::string_view text) {
  const std::string safe = escaped(text);
  // Spreadsheets look behind spaces too.
  const std::size_t first = std::min(text.find_first_not_of(" \n"), text.size());
  const bool formula = begins_formula(text.substr(first));
  if (!formula && safe.find_first_of(",;\"\n\t") == std::string::npos) {
    out += safe;
    return;
  }
  out += '"';
  if (formula) out += '\'';
  for (const char c : safe) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

CsvReader::CsvReader(std::string_view text) : rest_(text) {
  if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  const std::string_view first = rest_.substr(0, rest_.find('\n'));
  for (const char c : {';', '\t'}) {
    if (std::ranges::count(first, c) > std::ranges::count(first, separator_)) separator_ = c;
  }
}

std::string CsvReader::read_cell() {
  std::string cell;
  bool quoted = false;
  if (rest_.starts_with('"')) {
    quoted = true;
    rest_.remove_prefix(1);
  }
  while (!rest_.empty()) {
    const char c = rest_.front();
    if (quoted && c == '"') {
      rest_.remove_prefix(1);
      quoted = rest_.starts_with('"');
      if (!quoted) continue;
    } else if (!quoted && (c == separator_ || c == '\n')) {
      break;
    }
    cell += c;
    rest_.remove_prefix(1);
  }
  std::string_view text = ascii::trim(cell);
  if (text.size() > 1 && text.front() == '\'' && begins_formula(text.substr(1)))
    text.remove_prefix(1);
  return std::string(text);
}

bool CsvReader::next(std::vector<std::string>& cells) {
  while (!rest_.empty()) {
    cells.clear();
    while (true) {
      cells.push_back(read_cell());
      if (!rest_.starts_with(separator_)) break;
      rest_.remove_prefix(1);
    }
    if (rest_.starts_with('\n')) rest_.remove_prefix(1);
    if (std::ranges::any_of(cells, [](const std::string& cell) { return !cell.empty(); }))
      return true;
  }
  return false;
}

}  // namespace maillint::cli
