// A notice as lines, and the addresses in them, each with its way back to the source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/decoded.h"
#include "lint/span.h"

namespace maillint::bounce {

/// Text to read and where it stands in the source.
struct Text {
  std::string_view text;
  const DecodedText* decoded = nullptr;  // text is decoded->text(); else verbatim or `whole`
  Span whole;                            // source octets of all of it
  bool verbatim = false;                 // text[i] is source octet whole.begin + i
  std::uint32_t part = 0;
  std::size_t offset = 0;  // where text begins in what decoded, or whole, holds

  /// The text from octet `begin` on.
  Text from(std::size_t begin) const;
  /// Source octets of text [begin, end).
  Span source(std::size_t begin, std::size_t end) const;
};

/// A line that is not blank, without white space and quoting ("> ") around it.
struct Line {
  std::uint32_t begin = 0;  // octets of Text::text
  std::uint32_t end = 0;
  std::uint16_t indent = 0;  // columns before it, quoting aside
  std::uint8_t quote = 0;    // depth of ">" quoting
  bool after_blank = false;  // first of its paragraph
};

/// The lines of text that are not blank, at most `line_limit` of them.
inline constexpr std::size_t line_limit = 1'000'000;
std::vector<Line> split_lines(std::string_view text);

inline std::string_view line_text(const Text& text, const Line& line) {
  return text.text.substr(line.begin, line.end - line.begin);
}

/// Octet of Text::text at which a line begins, its margin and quoting included.
std::size_t line_start(const Text& text, const Line& line);

/// An address inside a line: text [begin, end) is "local@domain"; outer_* include "<" and ">".
struct FoundAddress {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t outer_begin = 0;
  std::size_t outer_end = 0;
  bool in_angle = false;
};

/// The next address at or after `from`; false if there is none. A domain without a dot counts only
/// inside < >. Linear over a whole line.
bool next_address(std::string_view line, std::size_t from, FoundAddress& found);

/// Length of the bullet or number that a line of a list begins with: "* ", "• ", "12) ", "---- "; 0
/// if it begins with none.
std::size_t bullet_length(std::string_view line);
/// Length of what stands between an address and the words about it: ">: ", "' - ", " -> ", " | ".
std::size_t separator_length(std::string_view text);
/// Length of the white space, ">" and ":" that words begin with.
std::size_t margin_length(std::string_view text);

/// The lines [first, last) joined by a space each, and where each of them begins in the result.
class JoinedLines {
 public:
  JoinedLines(const Text& text, const std::vector<Line>& lines, std::size_t first, std::size_t last,
              std::size_t limit);
  /// Lines are joined by LF, so that a reader of replies sees where they began.
  const std::string& text() const { return joined_; }
  /// Octets of Text::text behind joined [begin, end).
  Span original(std::size_t begin, std::size_t end) const;

 private:
  struct Piece {
    std::uint32_t joined_begin;
    std::uint32_t text_begin;
  };
  std::string joined_;
  std::vector<Piece> pieces_;
};

}  // namespace maillint::bounce
