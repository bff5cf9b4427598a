// Rule mime-content-outside-parts: what looks like a part stands where no part is.
#include <algorithm>
#include <vector>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {
    "RFC 2046 5.1.1", "Inbox Invasion: Exploiting MIME Ambiguities (ACM CCS 2024)"};

/// "Content-Type: text/html".
bool is_content_field(std::string_view line) {
  if (!ascii::starts_with(line, "Content-")) return false;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  static constexpr std::string_view names[] = {"type", "transfer-encoding", "disposition", "id"};
  const std::string name = ascii::to_lower(ascii::trim(line.substr(8, colon - 8)));
  return std::ranges::find(names, name) != std::end(names);
}

/// A full line of base64: capitals, small letters and digits, and nothing else.
bool is_base64_line(std::string_view line) {
  if (line.size() < 60 || line.size() > 998) return false;
  bool capital = false;
  bool small = false;
  bool digit = false;
  for (const char c : line) {
    capital |= c >= 'A' && c <= 'Z';
    small |= c >= 'a' && c <= 'z';
    digit |= ascii::is_digit(c);
    if (!ascii::is_alnum(c) && c != '+' && c != '/' && c != '=') return false;
  }
  return capital && small && digit;
}

/// Reports the first line in [begin, end) that belongs into a part.
void look(const Message& message, Span span, std::uint32_t part, std::string_view where,
          const Reporter& report) {
  std::size_t encoded = 0;
  Span first_encoded;
  for (std::size_t at = span.begin; at < span.end;) {
    const std::string_view rest = message.octets().substr(at, span.end - at);
    const std::size_t length = std::min(rest.find_first_of("\r\n"), rest.size());
    const std::string_view line = rest.substr(0, length);
    const Span place = span_of(at, at + length);
    at += length + 1;
    if (is_content_field(line)) {
      return report(Place{.source = place, .part = part},
                    std::string("a part's header field ") + std::string(where));
    }
    if (line.empty()) continue;
    if (!is_base64_line(line)) {
      encoded = 0;
      continue;
    }
    if (encoded++ == 0) first_encoded = place;
    if (encoded == 2) {
      return report(Place{.source = first_encoded, .part = part},
                    std::string("base64 ") + std::string(where));
    }
  }
}

/// After the delimiter line that begins behind the line end at `at`.
std::size_t next_line(std::string_view octets, std::size_t at, std::size_t end) {
  while (at < end && (octets[at] == '\r' || octets[at] == '\n')) ++at;
  while (at < end && octets[at] != '\r' && octets[at] != '\n') ++at;
  return at;
}

void check(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const std::span<const Part> parts = message.parts();
  std::vector<std::uint32_t> first(parts.size(), no_part);
  std::vector<std::uint32_t> last(parts.size(), no_part);
  for (std::uint32_t i = 1; i < parts.size(); ++i) {
    if (parts[i].parent == no_part) continue;
    if (first[parts[i].parent] == no_part) first[parts[i].parent] = i;
    last[parts[i].parent] = i;
  }
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    if (!part.is_multipart || first[i] == no_part) return;
    const std::size_t preamble_end = std::max(parts[first[i]].header.begin, part.body.begin);
    look(message, span_of(part.body.begin, preamble_end), i, "before the first part", report);
    const std::size_t epilogue =
        next_line(message.octets(), parts[last[i]].body.end, part.body.end);
    look(message, span_of(std::min<std::size_t>(epilogue, part.body.end), part.body.end), i,
         "after the last part", report);
  });
}

}  // namespace

constinit const Rule mime_content_outside_parts{
    .id = "mime-content-outside-parts",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "What looks like a part stands outside of all parts",
    .why =
        "Some programs read it as a part, others ignore it, so filter and recipient see different "
        "messages. Attachments get lost, or are smuggled in.",
    .remedy = "Put a delimiter line before it, and the closing delimiter after the last part.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
