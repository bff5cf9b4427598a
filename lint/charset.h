// Charsets to UTF-8, by a fixed table of names: a message must not choose an iconv module
// (CVE-2024-2961).
#pragma once

#include <string>
#include <string_view>

#include "lint/decoded.h"

namespace maillint {

struct CharsetResult {
  std::string text;         // UTF-8; undecodable octets are U+FFFD
  OffsetMap map;            // to the octets given
  std::size_t invalid = 0;  // octets that do not fit the charset
  bool known = true;        // false: unknown label, read as UTF-8 if valid, else as windows-1252
};

/// Decodes as browsers and clients do: us-ascii and iso-8859-1 mean windows-1252, gb2312 means
/// gb18030, and so on; UTF-7 is never decoded. "" means us-ascii with a look: valid UTF-8 stays
/// UTF-8.
CharsetResult to_utf8(std::string_view octets, std::string_view charset);

/// True for labels of the table (case-insensitive).
bool is_known_charset(std::string_view charset);
bool is_valid_utf8(std::string_view text);
/// `text` with every invalid octet sequence replaced by U+FFFD.
std::string scrub_utf8(std::string_view text);

/// The next code point of valid or invalid UTF-8 at text[i], i advanced by at least 1; U+FFFD if
/// invalid.
char32_t next_code_point(std::string_view text, std::size_t& i);
void append_utf8(std::string& out, char32_t code_point);

}  // namespace maillint
