// Colour, columns and wrapping.
#include "cli/render/style.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/charset.h"
#include "lint/escape.h"
#include "lint/text_width.h"

namespace maillint::cli {
namespace {

constexpr std::size_t gutter_digits = 6;
constexpr std::size_t gutter_columns = gutter_digits + 3;
constexpr std::size_t before_columns = 30;
constexpr std::size_t caret_columns = 60;
constexpr std::string_view cut = "...";

std::string_view code(Tone tone) {
  switch (tone) {
    case Tone::strong:
      return "\x1b[1m";
    case Tone::faint:
      return "\x1b[2m";
    case Tone::bad:
      return "\x1b[1;31m";
    case Tone::doubtful:
      return "\x1b[33m";
    case Tone::good:
      return "\x1b[32m";
    case Tone::note:
      return "\x1b[36m";
    case Tone::plain:
      break;
  }
  return {};
}

/// A piece of a line, escaped, with its columns.
struct Piece {
  std::string text;
  std::size_t columns = 0;
  std::size_t octets = 0;  // of the line that it shows
};

/// The beginning of `text` that fits `columns`.
Piece head(std::string_view text, std::size_t columns) {
  Piece piece;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t from = i;
    next_code_point(text, i);
    std::string shown = text[from] == '\t' ? " " : escaped(text.substr(from, i - from));
    const std::size_t width = display_width(shown);
    if (piece.columns + width > columns) break;
    piece.text += shown;
    piece.columns += width;
    piece.octets = i;
  }
  return piece;
}

/// The end of `text` that fits `columns`.
Piece tail(std::string_view text, std::size_t columns) {
  // No character takes more than four octets, none of those more than four columns when escaped.
  std::size_t from = text.size() - std::min(text.size(), 4 * columns);
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  Piece piece = head(text.substr(from), std::string_view::npos);
  while (piece.columns > columns) {
    next_code_point(text, from);
    piece = head(text.substr(from), std::string_view::npos);
  }
  piece.octets = text.size() - from;
  return piece;
}

}  // namespace

std::string Style::paint(Tone tone, std::string_view text) const {
  if (!colour_ || tone == Tone::plain) return std::string(text);
  return fmt::format("{}{}\x1b[0m", code(tone), text);
}

std::string Style::rule(std::string_view id) const {
  const std::string name = paint(Tone::strong, id);
  if (!links_) return name;
  return fmt::format("\x1b]8;;man:maillint-rules(7)#{}\x1b\\{}\x1b]8;;\x1b\\", id, name);
}

std::string padded(std::string_view text, std::size_t columns, std::size_t gap) {
  const std::size_t width = display_width(text);
  return std::string(text) + std::string(std::max(gap, columns - std::min(columns, width)), ' ');
}

std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find(' ', i), text.size());
    const std::string_view word = text.substr(i, end - i);
    i = end + 1;
    if (word.empty()) continue;
    const std::size_t width = display_width(word);
    if (column > indent && column + 1 + width > line_columns) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += width;
  }
  return out + '\n';
}

std::string snippet(std::string_view line, std::size_t begin, std::size_t end,
                    std::size_t line_number, std::string_view message, Tone tone,
                    const Style& style) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  const std::string_view before = line.substr(0, begin);
  const std::size_t room = line_columns - gutter_columns;

  // What fits is shown whole; of the rest a window around the caret.
  const bool fits = line.size() <= 4 * room && head(line, room).octets == line.size();
  Piece left = fits ? head(before, room) : tail(before, before_columns);
  const bool cut_left = left.octets < before.size();
  Piece middle = head(line.substr(begin, end - begin),
                      fits ? room : std::min(caret_columns, room - left.columns - 2 * cut.size()));
  const std::size_t used = left.columns + middle.columns + (cut_left ? cut.size() : 0);
  const std::string_view after = line.substr(begin + middle.octets);
  const std::size_t rest = room - std::min(room, used);
  Piece right = head(after, rest);
  const bool cut_right = right.octets < after.size();
  if (cut_right) right = head(after, rest - std::min(rest, cut.size()));

  const std::string number = fmt::format("{:>{}} | ", line_number, gutter_digits);
  const std::string gutter = fmt::format("{:>{}} | ", "", gutter_digits);
  std::string out = style.paint(Tone::faint, number);
  out += fmt::format("{}{}{}{}{}\n", cut_left ? cut : "", left.text, middle.text, right.text,
                     cut_right ? cut : "");
  const std::size_t indent = left.columns + (cut_left ? cut.size() : 0);
  const std::size_t carets = std::max<std::size_t>(1, middle.columns);
  out += style.paint(Tone::faint, gutter) + std::string(indent, ' ') +
         style.paint(tone, std::string(carets, '^'));
  if (message.empty()) return out + '\n';
  const std::size_t column = gutter_columns + indent + carets + 1;
  if (column + display_width(message) <= line_columns)
    return out + fmt::format(" {}\n", style.paint(tone, message));
  // Beside the caret there is no room: below it, as far left as needed.
  out += '\n' + style.paint(Tone::faint, gutter);
  return out + wrapped(message, gutter_columns);
}

}  // namespace maillint::cli
