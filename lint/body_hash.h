// The hash of a body as DKIM signs it (RFC 6376 3.4.3, 3.4.4, 3.7). It needs no key, so it tells
// whether a body was changed after signing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace maillint {

/// How line ends of the file are read. Mail is signed with CRLF; a file may hold LF alone.
enum class LineEndReading : std::uint8_t {
  as_crlf,   // every LF ends a line, with or without CR
  verbatim,  // only CRLF ends a line, a bare LF is a character
};

struct Canonicalization {
  bool relaxed = true;
  LineEndReading line_ends = LineEndReading::as_crlf;
  std::optional<std::size_t> length{};  // l=: only so many octets of the canonical body count
};

/// Octets of the canonical body, l= left aside.
std::size_t canonical_length(std::string_view body, const Canonicalization& form);
/// SHA-256 of the canonical body: 32 octets.
std::string body_hash(std::string_view body, const Canonicalization& form);
/// Where what was signed ends, if something was appended: the octets of `body` up to the end of a
/// line whose hash is `wanted`; nullopt if there is none among the first 10,000 lines.
std::optional<std::size_t> find_hashed_prefix(std::string_view body, const Canonicalization& form,
                                              std::string_view wanted);

}  // namespace maillint
