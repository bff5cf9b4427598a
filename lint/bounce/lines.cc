// A notice as lines, and the addresses in them.
#include "lint/bounce/lines.h"

#include <algorithm>

#include "lint/ascii.h"

namespace maillint::bounce {

using ascii::is_alnum;
using ascii::is_wsp;

Span Text::source(std::size_t begin, std::size_t end) const {
  if (decoded != nullptr) return decoded->source(offset + begin, offset + end);
  if (verbatim) return span_of(whole.begin + offset + begin, whole.begin + offset + end);
  return whole;
}

Text Text::from(std::size_t begin) const {
  Text rest = *this;
  rest.text = text.substr(begin);
  rest.offset += begin;
  return rest;
}

namespace {

/// Strips indentation and "> " quoting off the front of a line.
void read_margin(std::string_view text, Line& line) {
  std::size_t i = line.begin;
  std::size_t indent = 0;
  while (i < line.end) {
    const char c = text[i];
    if (c == ' ') {
      ++indent;
    } else if (c == '\t') {
      indent += 8 - indent % 8;
    } else if (c == '\xC2' && i + 1 < line.end && text[i + 1] == '\xA0') {  // no-break space
      ++indent;
      ++i;
    } else if (c == '>' && indent <= 1 &&
               !(i + 1 < line.end && text[i + 1] == '>' && i + 2 < line.end &&
                 text[i + 2] == '>')) {  // ">>> RCPT" is a transcript
      if (line.quote < 255) ++line.quote;
      indent = 0;
      if (i + 1 < line.end && text[i + 1] == ' ') ++i;
    } else {
      break;
    }
    ++i;
  }
  line.begin = static_cast<std::uint32_t>(i);
  line.indent = static_cast<std::uint16_t>(std::min<std::size_t>(indent, 0xFFFF));
  while (line.end > line.begin && ascii::is_space(text[line.end - 1])) --line.end;
}

bool is_local_char(char c) {
  if (is_alnum(c) || ascii::is_8bit(c)) return true;
  return std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

/// Length of what names an address that follows without a space: X.400's and Exchange's types, keys
/// of logs.
std::size_t type_length(std::string_view text) {
  for (const std::string_view type :
       {"smtp=", "smtp:", "rfc822;", "to=", "rcpt=", "rcpts=", "from=", "recipient=", "sender=",
        "address=", "email=", "user=", "addr=", "mail="}) {
    if (ascii::starts_with(text, type) && text.size() > type.size()) return type.size();
  }
  return 0;
}

/// Whether a character of three octets begins here: one of a script without spaces, or wide
/// punctuation. Vietnamese letters are of three octets, too.
bool is_wide(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet >= 0xE0 && octet <= 0xEF && octet != 0xE1;
}

/// Where the local part begins in "\u53D1\u9001\u5230jane@b.example": behind words of a script
/// that writes no spaces. A local part of such letters alone stays.
std::size_t after_wide(std::string_view line, std::size_t begin, std::size_t at) {
  std::size_t behind = begin;
  for (std::size_t i = begin; i + 3 <= at; ++i) {
    const bool no_break_space = line.substr(i, 2) == "\xC2\xA0";
    if (!is_wide(line[i]) && !no_break_space) continue;
    const std::string_view lead = line.substr(i, 2);
    const bool punctuation = lead == "\xEF\xBC" || lead == "\xE3\x80" || lead == "\xE2\x80";
    i += no_break_space ? 1 : 2;
    if (punctuation || no_break_space || (i + 1 < at && is_alnum(line[i + 1]))) behind = i + 1;
  }
  return behind;
}

/// Where the domain ends in "b.example\u7684\u90AE\u4EF6": a label that begins with ASCII has no
/// letters of such a script.
std::size_t before_wide(std::string_view line, std::size_t begin, std::size_t end) {
  bool ascii_label = false;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view lead = line.substr(i, 2);
    if (lead == "\xEF\xBC" || lead == "\xE3\x80" || lead == "\xE2\x80" || lead == "\xC2\xA0")
      return i;
    if (line[i] == '.') {
      ascii_label = false;
    } else if (is_alnum(line[i])) {
      ascii_label = true;
    } else if (is_wide(line[i]) && ascii_label) {
      return i;
    }
  }
  return end;
}

bool is_domain_char(char c) {
  return is_alnum(c) || c == '-' || c == '.' || c == '_' || ascii::is_8bit(c);
}

}  // namespace

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  bool blank = true;
  const bool has_lf = text.find('\n') != std::string_view::npos;
  const char line_end = has_lf ? '\n' : '\r';
  for (std::size_t i = 0; i < text.size() && lines.size() < line_limit;) {
    const std::size_t found = text.find(line_end, i);
    const std::size_t end = found == std::string_view::npos ? text.size() : found;
    Line line{.begin = static_cast<std::uint32_t>(i), .end = static_cast<std::uint32_t>(end)};
    read_margin(text, line);
    i = end + 1;
    if (line.begin >= line.end) {
      blank = true;
      continue;
    }
    line.after_blank = blank;
    blank = false;
    lines.push_back(line);
  }
  return lines;
}

bool next_address(std::string_view line, std::size_t from, FoundAddress& found) {
  constexpr std::size_t longest_local = 128;  // VERP senders exceed RFC 5321's 64
  for (std::size_t at = line.find('@', from); at != std::string_view::npos;
       at = line.find('@', at + 1)) {
    std::size_t begin = at;
    if (at > from && line[at - 1] == '"') {
      const std::size_t open = line.rfind('"', at - 2 < at ? at - 2 : 0);
      if (at >= 2 && open != std::string_view::npos && open >= from && at - open <= longest_local)
        begin = open;
    } else {
      while (begin > from && at - begin < longest_local && is_local_char(line[begin - 1])) --begin;
    }
    if (line.substr(begin, 3) == "{u'") begin += 2;  // Python
    while (begin < at && (line[begin] == '\'' || line[begin] == '`' || line[begin] == '*' ||
                          (line[begin] == '{' && line[begin + 1] == '\'')))
      ++begin;
    if (line[begin] != '"') begin = after_wide(line, begin, at);
    begin += type_length(line.substr(begin, at - begin));
    std::size_t end = at + 1;
    if (end < line.size() && line[end] == '[') {
      const std::size_t close = line.substr(end, 64).find(']');
      if (close == std::string_view::npos) continue;
      end += close + 1;
    } else {
      while (end < line.size() && end - at < 256 && is_domain_char(line[end])) ++end;
      end = before_wide(line, at + 1, end);
      while (end > at + 1 && (line[end - 1] == '.' || line[end - 1] == '-' || line[end - 1] == '_'))
        --end;
    }
    if (begin == at || end == at + 1) continue;
    if (line[begin] == '/') continue;  // "ftp://a@b", "/var/mail/jane@x.example"
    const std::string_view domain = line.substr(at + 1, end - at - 1);
    found.begin = begin;
    found.end = end;
    found.in_angle = begin > 0 && line[begin - 1] == '<' && end < line.size() && line[end] == '>';
    found.outer_begin = found.in_angle ? begin - 1 : begin;
    found.outer_end = found.in_angle ? end + 1 : end;
    if (domain.find('.') == std::string_view::npos && !found.in_angle && domain.front() != '[')
      continue;
    return true;
  }
  return false;
}

namespace {

/// Octets at the beginning of text that are white space or of the set.
std::size_t span_of_set(std::string_view text, std::size_t from, std::string_view set) {
  while (from < text.size() &&
         (ascii::is_space(text[from]) || set.find(text[from]) != std::string_view::npos))
    ++from;
  return from;
}

}  // namespace

std::size_t margin_length(std::string_view text) { return span_of_set(text, 0, ":>"); }

namespace {

/// Length of "1. ", "12) ", "(3) ", "#4 ", "[5] " at the beginning of a line.
std::size_t number_length(std::string_view line) {
  std::size_t i = 0;
  const char open = line.empty() ? '\0' : line.front();
  if (open == '(' || open == '[' || open == '#') ++i;
  const std::size_t digits = i;
  while (i < line.size() && i < digits + 3 && ascii::is_digit(line[i])) ++i;
  if (i == digits || i > digits + 2) return 0;
  if (open != '#') {
    if (i >= line.size() || std::string_view(".)]").find(line[i]) == std::string_view::npos)
      return 0;
    ++i;
  }
  return i + 1 < line.size() && line[i] == ' ' ? i + 1 : 0;
}

}  // namespace

std::size_t bullet_length(std::string_view line) {
  for (const std::string_view bullet :
       {"* ", "- ", "+ ", "o ", "> ", "-- ", "| ", "\xE2\x80\xA2 ", "\xC2\xB7 "}) {
    if (line.starts_with(bullet)) return bullet.size();
  }
  if (const std::size_t length = number_length(line); length > 0) return length;
  // "---- jane@x.example", "*** jane@x.example"
  const std::size_t rule = line.empty() ? 0 : line.find_first_not_of(line.front());
  if (rule != std::string_view::npos && rule > 2 && rule < 12 && line[rule] == ' ' &&
      (line.front() == '-' || line.front() == '*' || line.front() == '='))
    return rule + 1;
  if (line.starts_with("\xE2\x80\xA2") || line.starts_with("\xC2\xB7"))
    return line.starts_with("\xE2") ? 3 : 2;
  return 0;
}

std::size_t line_start(const Text& text, const Line& line) {
  const std::size_t before = text.text.substr(0, line.begin).find_last_of("\r\n");
  return before == std::string_view::npos ? 0 : before + 1;
}

std::size_t separator_length(std::string_view text) {
  const std::size_t i = span_of_set(text, 0, ":>'\")]|,");
  for (const std::string_view dash : {"-> ", "=> ", "- ", "-- ", "= ", "... ", "\xE2\x80\x93 ",
                                      "\xE2\x80\x94 ", "\xE2\x86\x92 ", "\xEF\xBC\x9A"}) {
    if (text.substr(i).starts_with(dash)) return span_of_set(text, i + dash.size(), {});
  }
  return i;
}

JoinedLines::JoinedLines(const Text& text, const std::vector<Line>& lines, std::size_t first,
                         std::size_t last, std::size_t limit) {
  for (std::size_t i = first; i < last && joined_.size() < limit; ++i) {
    if (!joined_.empty()) joined_ += '\n';
    pieces_.push_back(
        {static_cast<std::uint32_t>(joined_.size()), static_cast<std::uint32_t>(lines[i].begin)});
    joined_ += line_text(text, lines[i]).substr(0, limit - joined_.size());
  }
}

Span JoinedLines::original(std::size_t begin, std::size_t end) const {
  const auto place = [this](std::size_t offset) -> std::size_t {
    const auto after = std::upper_bound(
        pieces_.begin(), pieces_.end(), offset,
        [](std::size_t value, const Piece& piece) { return value < piece.joined_begin; });
    if (after == pieces_.begin()) return 0;
    const Piece& piece = *(after - 1);
    return piece.text_begin + (offset - piece.joined_begin);
  };
  if (pieces_.empty() || begin >= end) return {};
  return span_of(place(begin), place(end - 1) + 1);
}

}  // namespace maillint::bounce
