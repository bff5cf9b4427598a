// RFC 2047: unstructured text and phrases as people read them, with the way back to the raw octets.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/decoded.h"
#include "lint/span.h"

namespace maillint {

enum class EncodedWordProblem : std::uint8_t {
  unterminated,
  unknown_charset,
  over_75,
  raw_space,
  bad_base64,
  split_multibyte,
  invalid_for_charset,
  not_separated,
  encoded_crlf,
  bad_encoding_letter,
};

struct EncodedWordProblemAt {
  EncodedWordProblem problem;
  Span span;
};

struct DecodedWords {
  DecodedText text;  // UTF-8, unfolded, leading and trailing white space kept
  std::uint32_t encoded_words = 0;
  std::vector<EncodedWordProblemAt> problems;
};

/// Decodes an unstructured field body: folds removed, encoded-words decoded (white space between
/// two of them dropped), raw UTF-8 kept, other raw octets read as windows-1252. A verbatim view if
/// nothing had to change. `source_begin` is the source offset of body[0].
DecodedWords decode_unstructured(std::string_view body, std::size_t source_begin);

}  // namespace maillint
