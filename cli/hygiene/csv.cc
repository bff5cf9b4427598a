// Cells on their way out.
#include "cli/hygiene/csv.h"

#include <algorithm>

#include "lint/csv.h"
#include "lint/escape.h"

namespace maillint::cli {

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

}  // namespace maillint::cli
