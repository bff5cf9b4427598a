// The empty line between header and body, where it is none that all programs see.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "lint/message.h"

namespace maillint::rules {

struct OddDelimiter {
  Span span;
  std::string_view words;  // what is odd
};

/// nullopt if the part's header ends as it should, or in a way that has nothing of an empty line.
std::optional<OddDelimiter> odd_delimiter(const Message& message, std::uint32_t part);

struct LineEnds {
  std::size_t lf = 0;  // alone
  std::size_t crlf = 0;
};
LineEnds count_line_ends(std::string_view text);

}  // namespace maillint::rules
