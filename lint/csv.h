// Comma-separated values (RFC 4180), as spreadsheets and mail systems write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace maillint {

/// What a spreadsheet takes for the beginning of a formula.
bool begins_formula(std::string_view text);

/// Reads records; line feeds inside quotes are text. Never fails.
class CsvReader {
 public:
  /// `text` must outlive this. The separator is comma, semicolon or tab, as the first line has it.
  explicit CsvReader(std::string_view text);
  CsvReader(std::string_view text, char separator) : rest_(text), separator_(separator) {}
  /// False at the end. Empty lines are passed over. White space around a cell goes, and the
  /// apostrophe that keeps a formula from being one.
  bool next(std::vector<std::string>& cells);

 private:
  std::string read_cell();

  std::string_view rest_;
  char separator_ = ',';
};

}  // namespace maillint
