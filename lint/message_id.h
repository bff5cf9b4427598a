// Message identifiers: RFC 5322 3.6.4.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/span.h"

namespace maillint {

enum class MessageIdProblem : std::uint8_t {
  no_brackets,
  no_at,
  multiple_at,
  space_inside,
  trailing_junk,
};

struct MessageIdProblemAt {
  MessageIdProblem problem;
  Span span;
};

/// One msg-id; views into the text parsed.
struct MessageId {
  Span span;              // with < >
  std::string_view id;    // without < >
  std::string_view left;  // "" without @
  std::string_view right;
};

struct MessageIds {
  std::vector<MessageId> ids;
  std::vector<MessageIdProblemAt> problems;
};

/// Reads a list of msg-ids (Message-ID holds one; In-Reply-To and References any number; phrases of
/// obs-in-reply-to are trailing_junk). `source_begin` is the source offset of text[0]. At most
/// `limit` ids and as many problems.
MessageIds parse_message_ids(std::string_view text, std::size_t source_begin,
                             std::size_t limit = 10'000);

}  // namespace maillint
