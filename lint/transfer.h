// Content transfer encodings (RFC 2045 6) undone, every octet mapped back.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/decoded.h"
#include "lint/message.h"
#include "lint/span.h"

namespace maillint {

enum class TransferProblem : std::uint8_t {
  base64_bad_char,
  base64_truncated,
  base64_line_too_long,
  base64_data_after_padding,
  qp_bad_escape,
  qp_line_over_76,
  qp_encoded_crlf,
  qp_lower_case_hex,  // "=c3": decoders accept it
  qp_open_end,        // "=" at the end of the part
  limit_decoded_octets,
};

struct TransferProblemAt {
  TransferProblem problem;
  Span span;  // source octets; the first place of each kind only
};

struct DecodedBody {
  DecodedText octets;
  std::vector<TransferProblemAt> problems;
};

/// Undoes the encoding of `raw`, which starts at source offset `source_begin`. 7bit, 8bit, binary
/// and unknown encodings give a verbatim view. Base64: alphabet octets only, all others skipped and
/// told. At most limits::decoded_octets.
DecodedBody decode_transfer(std::string_view raw, std::size_t source_begin,
                            TransferEncoding encoding);

/// The encoding of a Content-Transfer-Encoding body, comments and white space allowed.
TransferEncoding parse_transfer_encoding(std::string_view body);

/// Whether `name` is one of RFC 2045's five encodings and nothing else; case does not count.
bool is_standard_encoding(std::string_view name);

}  // namespace maillint
