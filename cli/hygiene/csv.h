// Comma-separated values (RFC 4180), safe for spreadsheets.
#pragma once

#include <string>
#include <string_view>

namespace maillint::cli {

/// Appends a cell: quoted where it must be, and with an apostrophe before = + - @ TAB and CR, so
/// that a spreadsheet takes it for text and never for a formula. Control characters are escaped.
void append_cell(std::string& out, std::string_view text);

}  // namespace maillint::cli
