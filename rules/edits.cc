// What the fixes of several rules share.
#include "rules/edits.h"

namespace maillint::rules {

std::string line_end_of(const Message& message) {
  const std::string_view octets = message.octets();
  if (message.line_end() == LineEnd::cr) return "\r";
  const std::size_t feed = octets.find('\n');
  const bool crlf = feed != std::string_view::npos && feed > 0 && octets[feed - 1] == '\r';
  return crlf ? "\r\n" : "\n";
}

const Field* field_at(const Message& message, std::uint32_t offset) {
  for (const Field& field : message.fields()) {
    if (field.name.begin <= offset && offset <= field.body.end) return &field;
  }
  return nullptr;
}

Edit after_field(const Message& message, const Field& field, std::string_view line) {
  const Span at{field.body.end, field.body.end};
  return {.span = at, .text = line_end_of(message) + std::string(line)};
}

Edit without_field(const Message& message, const Field& field) {
  const std::string_view octets = message.octets();
  Span span{field.name.begin, field.body.end};
  if (span.end < octets.size() && octets[span.end] == '\r') ++span.end;
  if (span.end < octets.size() && octets[span.end] == '\n') ++span.end;
  return {.span = span, .text = {}};
}

}  // namespace maillint::rules
