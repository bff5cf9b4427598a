// The part of a text that its author wrote for this message.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace maillint {

/// Octets [begin, end) of a text.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Lines of a visible text without quotations ("> "), what stands below the header of a forwarded
/// or answered message, and the signature ("-- "). Linear. Valid until the next call.
const std::vector<TextRange>& new_lines(std::string_view text);

/// Whether the line that holds text[at] begins with ">" or "|".
bool is_quoted_line(std::string_view text, std::size_t at);

}  // namespace maillint
