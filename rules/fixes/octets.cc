// Fixes of octets and lines, whatever they mean.
#include "rules/fixes/octets.h"

#include <algorithm>
#include <string>
#include <utility>

#include "lint/ascii.h"
#include "rules/body/part_at.h"
#include "rules/edits.h"
#include "rules/fixes/header_folder.h"

namespace maillint::rules {
namespace {

constexpr std::size_t line_allowed = 998;
constexpr std::size_t line_wanted = 78;

/// `text` with CR before each LF that has none; `before` is the octet before it.
std::string with_crlf(std::string_view text, char before) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' && before != '\r') out += '\r';
    out += before = c;
  }
  return out;
}

Edit end_lines(const Message& message, Span span) {
  const char before = span.begin > 0 ? message.octets()[span.begin - 1] : '\0';
  return {.span = span, .text = with_crlf(message.text(span), before)};
}

bool is_base64(char c) { return ascii::is_alnum(c) || c == '+' || c == '/' || c == '='; }

}  // namespace

std::vector<Edit> remove_place(const Finding& finding, const Facts&) {
  return {{.span = finding.place.source, .text = {}}};
}

std::vector<Edit> remove_line(const Finding& finding, const Facts& facts) {
  const std::string_view octets = facts.message().octets();
  Span line = finding.place.source;
  if (line.begin == 0 || octets[line.begin - 1] != '\n') return {};
  if (line.end < octets.size() && octets[line.end] == '\r') ++line.end;
  if (line.end < octets.size() && octets[line.end] == '\n') ++line.end;
  if (octets[line.end - 1] != '\n') return {};
  return {{.span = line, .text = {}}};
}

std::vector<Edit> end_header_lines(const Finding& finding, const Facts& facts) {
  const Message& message = facts.message();
  const Span header = message.parts()[0].header;
  const bool whole =
      finding.place.part == 0 && message.text(header).find("\r\n") == std::string_view::npos;
  return {end_lines(message, whole ? header : finding.place.source)};
}

std::vector<Edit> end_body_lines(const Finding& finding, const Facts& facts) {
  const Message& message = facts.message();
  const std::string_view octets = message.octets();
  const BodyParts parts(message);
  const std::uint32_t begin = finding.place.source.begin;
  std::size_t end = begin;
  // The rule tells the lines in a row that end so as one.
  for (std::size_t i = begin; i < parts.body().end; i = octets.find('\n', i + 1)) {
    if ((i > 0 && octets[i - 1] == '\r') || parts.is_binary(i)) break;
    end = i + 1;
  }
  return {end_lines(message, span_of(begin, end))};
}

std::vector<Edit> fold_line(const Finding& finding, const Facts& facts) {
  const Span line = finding.place.source;
  HeaderFolder folder(facts.message(), line.begin, line_wanted);
  folder.keep(line);
  if (folder.longest() > line_allowed) return {};
  return std::move(folder).edits();
}

std::vector<Edit> break_base64(const Finding& finding, const Facts& facts) {
  constexpr std::size_t allowed = 76;  // RFC 2045 6.8
  const std::string_view line = facts.message().text(finding.place.source);
  // Octets that are no base64 are another fault: programs read what stands around them differently.
  if (!std::ranges::all_of(line, is_base64)) return {};
  const std::string line_end = line_end_of(facts.message());
  std::string text;
  for (std::size_t at = 0; at < line.size(); at += allowed) {
    if (at > 0) text += line_end;
    text += line.substr(at, allowed);
  }
  return {{.span = finding.place.source, .text = std::move(text)}};
}

}  // namespace maillint::rules
