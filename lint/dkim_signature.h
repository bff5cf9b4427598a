// DKIM-Signature (RFC 6376 3.5) and the other fields made of tags (3.2): what stands in them.
// Nothing is verified here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/field_id.h"
#include "lint/message.h"
#include "lint/span.h"

namespace maillint {

/// "d=example.com". Views into the text parsed, without white space at both ends; folds stay
/// inside.
struct SignatureTag {
  std::string_view name;
  std::string_view value;
  Span span;        // from the name to the end of the value
  Span value_span;  // empty, behind the "=", where there is no value
};

struct TagList {
  std::vector<SignatureTag> tags;  // the first 100
  bool malformed = false;          // a piece that is no name=value, or more than 100 tags
  Span malformed_span;             // the first such piece
  /// The first one of that name, case and all; nullptr if absent.
  const SignatureTag* find(std::string_view name) const;
  /// Its value, "" if absent.
  std::string_view value(std::string_view name) const;
};

/// Reads "name=value; name=value"; never fails. `source_begin` is the source offset of text[0].
TagList parse_tag_list(std::string_view text, std::size_t source_begin);

/// What a DKIM-Signature or an ARC-Message-Signature says.
struct DkimSignature {
  const Field* field = nullptr;
  TagList tags;
  std::string domain;                     // d=, lower case
  std::vector<std::string> signed_names;  // h=, lower case, in order, repetitions too; first 1,000
  bool relaxed_header = false;            // c=; "simple" where it says nothing
  bool relaxed_body = false;
  std::optional<std::int64_t> signed_at;    // t=, nullopt if absent or no number
  std::optional<std::int64_t> expires;      // x=
  std::optional<std::int64_t> body_length;  // l=
  /// How often h= names a field; `name` in lower case.
  std::size_t times_signed(std::string_view name) const;
  bool covers(std::string_view name) const { return times_signed(name) > 0; }
};

/// Reads a field body; never fails. `field` is left nullptr.
DkimSignature parse_dkim_signature(std::string_view text, std::size_t source_begin);

/// The digits of a base64 value, white space dropped; nullopt if it is none.
std::optional<std::string> base64_digits(std::string_view value);

}  // namespace maillint
