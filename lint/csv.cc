// Comma-separated values.
#include "lint/csv.h"

#include <algorithm>

#include "lint/ascii.h"

namespace maillint {

bool begins_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != text.npos;
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

}  // namespace maillint
