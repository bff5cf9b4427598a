// Authentication-Results (RFC 8601) and ARC-Authentication-Results (RFC 8617): their structure, as
// receivers write it. Nothing is verified here.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lint/span.h"

namespace maillint {

/// "smtp.mailfrom=jane@example.com". Views into the text parsed; quotes are left out.
struct AuthenticationProperty {
  std::string_view ptype;  // "smtp"; "" where the dot is missing
  std::string_view property;
  std::string_view value;
  Span span;
};

/// "dkim=pass reason="good signature" header.d=example.com".
struct AuthenticationMethod {
  std::string_view method;   // "dkim", without "/version"
  std::string_view version;  // "" if none
  std::string_view result;   // "pass"
  std::string_view reason;   // "" if none
  std::string_view comment;  // the first one after the result, without parentheses
  std::vector<AuthenticationProperty> properties;
  Span span;
  /// The value of "ptype.property", ignoring case; "" if absent.
  std::string_view property(std::string_view ptype, std::string_view name) const;
};

struct AuthenticationResults {
  std::optional<std::uint32_t> instance;  // "i=1;" of ARC
  std::string_view authserv_id;           // "" where it is missing, as Microsoft leaves it out
  Span authserv_id_span;
  std::string_view version;
  bool none = false;  // "; none": nothing was checked
  std::vector<AuthenticationMethod> methods;
  bool malformed = false;  // a piece that is no method=result, or no method at all
  Span malformed_span;
};

/// Reads a field body with folds and comments; never fails. `source_begin` is the source offset of
/// text[0]. At most 1,000 methods, and 1,000 properties in all of them.
AuthenticationResults parse_authentication_results(std::string_view text, std::size_t source_begin);

}  // namespace maillint
