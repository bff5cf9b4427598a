// Trace fields: one hop of a message (RFC 5321 4.4, RFC 5322 3.6.7), as real MTAs write them.
#pragma once

#include <optional>
#include <string_view>

#include "lint/date.h"
#include "lint/span.h"

namespace maillint {

/// One Received field; views into the source, "" where absent.
struct Received {
  Span span;                   // of the field body
  std::string_view from;       // name given in HELO, or what stands there
  std::string_view from_host;  // reverse name in the comment: "from x (HOST [IP])"
  std::string_view ip;         // without [ ] and "IPv6:"
  std::string_view by;
  std::string_view with;  // protocol: ESMTPS
  std::string_view id;
  std::string_view for_;  // address without < >
  std::optional<DateTime> time;
  bool tls = false;  // ESMTPS, LMTPS, UTF8SMTPS..., or "(using TLS" / "version=TLS" in a comment
  bool malformed = false;  // neither "from" nor "by", or no date after ";"
};

/// Reads a field body with folds and comments; never fails. `source_begin` is the source offset of
/// text[0].
Received parse_received(std::string_view text, std::size_t source_begin);

}  // namespace maillint
