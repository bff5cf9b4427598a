// Lines and columns of findings.
#include "cli/render/places.h"

#include <algorithm>

namespace maillint::cli {

Position Places::end(const Place& place, const Position& begin) const {
  // Most places lie in one line.
  constexpr std::size_t usual_octets = 256;
  const std::string_view text = message_.text(place.source);
  const bool in_one_line = text.size() <= usual_octets && text.size() == place.source.size() &&
                           text.find('\n') == text.npos && text.find('\r') == text.npos;
  if (in_one_line) return {.line = begin.line, .column = begin.column + text.size()};
  return message_.source().position(place.source.end);
}

const std::vector<std::uint32_t>& Places::lines(std::uint32_t text_body) {
  std::vector<std::uint32_t>& begins = lines_[text_body];
  if (begins.empty()) {
    const std::string_view text = decoded_text(text_body);
    begins.push_back(0);
    for (std::size_t i = text.find('\n'); i != std::string_view::npos; i = text.find('\n', i + 1))
      begins.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return begins;
}

Position Places::decoded(const Place& place) {
  const std::vector<std::uint32_t>& begins = lines(place.text_body);
  const auto next = std::ranges::upper_bound(begins, place.decoded.begin);
  return Position{.line = static_cast<std::size_t>(next - begins.begin()),
                  .column = place.decoded.begin - *(next - 1) + 1};
}

Span Places::decoded_line(std::uint32_t text_body, std::size_t offset) {
  const std::vector<std::uint32_t>& begins = lines(text_body);
  const std::string_view text = decoded_text(text_body);
  const auto next = std::ranges::upper_bound(begins, static_cast<std::uint32_t>(offset));
  std::size_t end = next == begins.end() ? text.size() : *next - 1;
  if (end > *(next - 1) && text[end - 1] == '\r') --end;
  return span_of(*(next - 1), end);
}

std::string_view Places::evidence(const Finding& finding) const {
  if (!finding.detail.evidence.empty()) return finding.detail.evidence;
  const Place& place = finding.place;
  if (place.has_decoded())
    return decoded_text(place.text_body).substr(place.decoded.begin, place.decoded.size());
  return message_.text(place.source);
}

std::string Places::part_id(const Place& place) const {
  if (place.part == 0 && (!place.has_decoded() || message_.parts().size() == 1)) return {};
  return message_.part_id(place.part);
}

std::string clipped(std::string_view text, std::size_t octets) {
  if (text.size() <= octets) return std::string(text);
  while (octets > 0 && (static_cast<unsigned char>(text[octets]) & 0xC0) == 0x80) --octets;
  return std::string(text.substr(0, octets)) + "...";
}

std::string fingerprint(std::string_view rule, std::string_view evidence) {
  // FNV-1a, 64 bits.
  std::uint64_t hash = 0xCBF29CE484222325;
  const auto add = [&hash](std::string_view text) {
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    hash = (hash ^ 0xFF) * 0x100000001B3;
  };
  add(rule);
  add(evidence);
  std::string digits(16, '0');
  for (std::size_t i = digits.size(); i-- > 0; hash >>= 4)
    digits[i] = "0123456789abcdef"[hash & 15];
  return digits;
}

}  // namespace maillint::cli
