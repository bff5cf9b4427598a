// The only way for text of a message (or a file name) to a terminal, a log or a file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace maillint {

/// Which white space controls stay as they are.
enum class Keep : std::uint8_t { nothing, tab, tab_and_line_feed };

/// `text` without anything that a terminal obeys or that makes people read something else than
/// stands there: C0 and DEL become "\x1b" ("\t", "\n", "\r"), C1, bidi controls, U+2028, U+2029,
/// zero-width and tag characters "U+202E", octets that are no UTF-8 "\xff". The result is valid
/// UTF-8. A zero-width (non-)joiner between two non-ASCII characters stays: emoji and Persian
/// need it.
std::string escaped(std::string_view text, Keep keep = Keep::nothing);
void append_escaped(std::string& out, std::string_view text, Keep keep = Keep::nothing);

/// The inside of a JSON string (RFC 8259 7), without the quotes: C0, DEL, C1, bidi controls,
/// U+2028, U+2029 and tag characters only as \uXXXX, octets that are no UTF-8 as U+FFFD.
std::string json_escaped(std::string_view text);
void append_json_escaped(std::string& out, std::string_view text);

/// Whether escaped() changes such a character: a C1 control, bidi control, line or paragraph
/// separator, zero-width or tag character. For rules that look for them.
bool is_deceptive(char32_t code_point);

}  // namespace maillint
