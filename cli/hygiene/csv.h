// Comma-separated values (RFC 4180), as spreadsheets write and read them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace maillint::cli {

/// Appends a cell: quoted where it must be, and with an apostrophe before = + - @ TAB and CR, so
/// that a spreadsheet takes it for text and never for a formula. Control characters are escaped.
void append_cell(std::string& out, std::string_view text);

/// Reads records; line feeds inside quotes are text. Never fails.
class CsvReader {
 public:
  /// `text` must outlive this. The separator (comma, semicolon, tab) is taken from the first line.
  explicit CsvReader(std::string_view text);
  /// False at the end. Empty lines are passed over. The apostrophe of append_cell() is taken off.
  bool next(std::vector<std::string>& cells);

 private:
  std::string read_cell();

  std::string_view rest_;
  char separator_ = ',';
};

}  // namespace maillint::cli
