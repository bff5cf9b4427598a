// Colour, columns and wrapping for text that people read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace maillint::cli {

/// The widest line we write of our own accord.
inline constexpr std::size_t line_columns = 100;

/// What a colour means; words always carry the same.
enum class Tone : unsigned char { plain, strong, faint, bad, doubtful, good, note };

class Style {
 public:
  explicit Style(bool colour = false, bool links = false) : colour_(colour), links_(links) {}

  /// `text` must be escaped or ours.
  std::string paint(Tone tone, std::string_view text) const;
  /// Painted strong, and on a terminal linked to the rule's manual page.
  std::string rule(std::string_view id) const;

 private:
  bool colour_;
  bool links_;
};

/// "text" and spaces up to `columns`; at least `gap` spaces.
std::string padded(std::string_view text, std::size_t columns, std::size_t gap = 2);

/// Words of `text` (escaped, one paragraph) in lines of at most line_columns; the first line
/// begins at column `indent` behind what the caller wrote, the others get that many spaces. Ends
/// with a line feed.
std::string wrapped(std::string_view text, std::size_t indent);

/// A line of a message under a gutter, with a caret under [begin, end) of it:
///     9 | Subject: Last chance!!!
///       |                     ^^^ ends with "!"
/// Long lines are shown around the caret. `message` is escaped.
std::string snippet(std::string_view line, std::size_t begin, std::size_t end,
                    std::size_t line_number, std::string_view message, Tone tone,
                    const Style& style);

}  // namespace maillint::cli
