// The charsets that need iconv.
#pragma once

#include <array>
#include <string_view>

#include "lint/charset.h"
#include "lint/charset_table.h"

namespace maillint {

/// Code points of the 256 octets; U+FFFD for an octet that means nothing. Made once per thread.
using OctetTable = std::array<char32_t, 256>;
const OctetTable& octet_table(const Charset& charset);

/// Decodes a charset of several octets a character.
void decode_multi_octet(std::string_view octets, const Charset& charset, CharsetResult& result);

/// Decodes a charset whose octets mean what an octet before them says.
void decode_stateful(std::string_view octets, const Charset& charset, CharsetResult& result);

/// Length of the run of ASCII at `text[i]`.
std::size_t ascii_run(std::string_view text, std::size_t i);

}  // namespace maillint
