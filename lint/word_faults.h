// Faults of encoded-words (RFC 2047) in a message, wherever such words may stand.
#pragma once

#include <cstdint>
#include <vector>

#include "lint/encoded_word.h"
#include "lint/facts.h"
#include "lint/span.h"

namespace maillint {

/// As EncodedWordProblem, and one that only the decoded text shows.
enum class WordFault : std::uint8_t {
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
  double_encoded,
};

struct WordFaultAt {
  WordFault fault;
  Span span;
  std::uint32_t part = 0;  // index into Message::parts()
};

/// In the root header's fields of text and phrases, and in descriptions and file names of parts,
/// where only those are told that garble the name. Cheap for a message without any encoded-word.
std::vector<WordFaultAt> read_word_faults(const Facts& facts);

}  // namespace maillint
