// Content-Type and Content-Disposition: a value and its parameters (RFC 2045 5.1, RFC 2183, RFC
// 2231).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/span.h"

namespace maillint {

enum class ParameterProblem : std::uint8_t {
  malformed,  // the value does not parse
  duplicate_parameter,
  trailing_semicolon,
  unquoted_special,  // a value with tspecials or spaces but no quotes
  raw_8bit,
  encoded_word,  // RFC 2047 inside a parameter: forbidden, common
  unclosed_quote,
};

struct ParameterProblemAt {
  ParameterProblem problem;
  Span span;
};

struct Parameter {
  std::string name;   // lower case, without the RFC 2231 "*0*"
  std::string value;  // UTF-8; RFC 2231 joined and decoded, RFC 2047 tolerated, quotes undone
  Span span;          // of the (first) raw value
};

/// "text/plain; charset=utf-8" or "attachment; filename=x".
struct ParameterizedValue {
  std::string value;  // lower case, trimmed, comments dropped: "text/plain"; "" if absent
  Span value_span;
  std::vector<Parameter> parameters;  // one per name, the first one where a name is repeated
  std::vector<ParameterProblemAt> problems;
  /// "" if absent.
  std::string_view parameter(std::string_view name) const;
  bool has_parameter(std::string_view name) const { return find(name) != nullptr; }
  /// nullptr if absent.
  const Parameter* find(std::string_view name) const;
};

/// Reads a field body with folds and comments; never fails. `source_begin` is the source offset of
/// text[0].
ParameterizedValue parse_parameterized(std::string_view text, std::size_t source_begin);

}  // namespace maillint
