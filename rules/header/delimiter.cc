// The empty line between header and body.
#include "rules/header/delimiter.h"

#include <algorithm>

#include "lint/ascii.h"

namespace maillint::rules {
namespace {

/// "\n", "\r\n" or, in a file of that kind, "\r".
bool is_line_end(std::string_view text, const Message& message) {
  return text == "\n" || text == "\r\n" || (text == "\r" && message.line_end() == LineEnd::cr);
}

/// The octets that end the header section: an empty line, however written.
std::optional<OddDelimiter> odd_empty_line(const Message& message, const Part& part) {
  const Span span = span_of(part.header.end, part.body.begin);
  const std::string_view line = message.text(span);
  const std::string_view header = message.text(part.header);
  if (line.empty() || header.empty()) return std::nullopt;
  if (!is_line_end(line, message)) {
    // CR CR LF at every line is what a text-mode copy left.
    if (line == "\r\r\n" && header.ends_with("\r\r\n")) return std::nullopt;
    return OddDelimiter{span, "the empty line between header and body holds a stray CR"};
  }
  if (message.line_end() != LineEnd::mixed) return std::nullopt;
  const LineEnds ends = count_line_ends(header);
  if (line == "\n" && ends.crlf > ends.lf) {
    return OddDelimiter{span, "the empty line between header and body ends with LF alone"};
  }
  if (line == "\r\n" && ends.crlf == 0) {
    return OddDelimiter{span, "the empty line between header and body ends with CRLF, no other"};
  }
  return std::nullopt;
}

/// Characters that show nothing: an empty line to the eye.
bool is_blank_to_the_eye(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (ascii::is_space(line[i]) || ascii::is_control(line[i])) continue;
    if (!line.substr(i).starts_with("\xC2\xA0")) return false;
    ++i;
  }
  return true;
}

/// A body that begins without an empty line, but after something that some programs take for one.
std::optional<OddDelimiter> odd_line(const Message& message, const DefectAt& separator) {
  const std::string_view first = message.text(separator.span);
  if (first.starts_with('\r')) {
    return OddDelimiter{span_of(separator.span.begin, separator.span.begin + 1),
                        "the empty line between header and body ends with CR alone"};
  }
  if (is_blank_to_the_eye(first)) {
    return OddDelimiter{separator.span, "a line of characters that cannot be seen ends the header"};
  }
  for (const DefectAt& at : message.defects()) {
    if (at.defect != Defect::whitespace_only_fold || at.part != separator.part) continue;
    const std::size_t gap = separator.span.begin - at.span.end;
    if (at.span.end <= separator.span.begin && gap <= 2) {
      return OddDelimiter{at.span, "the line between header and body holds white space"};
    }
  }
  return std::nullopt;
}

/// "\n\r" or "\r\r" inside the header: an empty line to programs that take CR for a line end.
std::optional<OddDelimiter> odd_cr(const Message& message, std::uint32_t part) {
  const std::string_view octets = message.octets();
  for (const DefectAt& at : message.defects()) {
    if (at.defect != Defect::bare_cr || at.part != part || at.span.begin == 0) continue;
    const char before = octets[at.span.begin - 1];
    const char after = at.span.end < octets.size() ? octets[at.span.end] : '\0';
    if (before != '\n' && (before != '\r' || after == '\r')) continue;
    return OddDelimiter{at.span, "a CR alone makes an empty line inside the header"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<OddDelimiter> odd_delimiter(const Message& message, std::uint32_t part) {
  if (auto odd = odd_empty_line(message, message.parts()[part])) return odd;
  const auto separator = std::ranges::find_if(message.defects(), [&](const DefectAt& at) {
    return at.defect == Defect::missing_separator && at.part == part;
  });
  if (separator != message.defects().end()) {
    if (auto odd = odd_line(message, *separator)) return odd;
  }
  return odd_cr(message, part);
}

LineEnds count_line_ends(std::string_view text) {
  LineEnds ends;
  for (std::size_t i = text.find('\n'); i != std::string_view::npos; i = text.find('\n', i + 1)) {
    ++(i > 0 && text[i - 1] == '\r' ? ends.crlf : ends.lf);
  }
  return ends;
}

}  // namespace maillint::rules
