// Lines of a notice that name a failed recipient and head what is said about it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/bounce/lines.h"

namespace maillint::bounce {

/// How sure it is that a line heads a recipient's paragraph.
enum class HeadStrength : std::uint8_t {
  none,
  sentence,  // "jane@x.example is not known here"
  guess,     // "宛先: jane@x.example": a label in words that are not known here
  label,     // "Recipient: <jane@x.example>", "jane@x.example on Thu, 29 Apr"
  alone,     // "<jane@x.example>:", "  jane@x.example"
};

struct Head {
  std::size_t line = 0;  // index
  std::string address;
  std::size_t rest = 0;  // where the text after the address begins in the line; its size if none
  HeadStrength strength = HeadStrength::none;
  bool is_display_form = false;  // "Jane Roe <jane@x.example>"
  std::string original_address;  // "(expanded from: <x>)", "(ultimately generated from x)"
};

/// Whether the line names a recipient in such a way.
bool read_head(std::string_view line, Head& head);

/// Every head of the lines [first, last). A line that is indented deeper than the head above it in
/// the same paragraph continues that one. `contacts` gets the addresses, in lower case, that a
/// line says to turn to.
std::vector<Head> find_heads(const Text& text, const std::vector<Line>& lines, std::size_t first,
                             std::size_t last, std::size_t limit,
                             std::vector<std::string>& contacts);

/// "For further assistance, please contact <help@x.example>": that address, in lower case, or "".
std::string contact_in(std::string_view line);

/// "(expanded from: <x>)", "(ultimately generated from x)": the address it names, or "".
std::string alias_of(std::string_view text);

/// Whether a label or the words before an address speak of the one that failed (1), of somebody
/// else (-1), or of neither (0).
int recipient_label(std::string_view words);

}  // namespace maillint::bounce
