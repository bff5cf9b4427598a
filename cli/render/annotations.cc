// Findings one place at a time, for formats that know files and lines but no messages.
#include "cli/render/annotations.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "cli/render/places.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

constexpr std::size_t message_octets = 500;
constexpr std::size_t evidence_octets = 300;

/// Nobody counts characters in a longer line, and many findings in one would take quadratic time.
constexpr std::size_t longest_counted = 20'000;

/// Code points from the begin of the line up to `offset`; octets that continue one do not count.
std::uint64_t character_column(std::string_view octets, std::size_t offset, std::size_t column) {
  if (column > longest_counted) return column;
  const std::size_t begin = offset - std::min<std::size_t>(offset, column - 1);
  const std::string_view before = octets.substr(begin, offset - begin);
  return 1 + static_cast<std::uint64_t>(std::ranges::count_if(
                 before, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string words_of(const Finding& finding, Places& places) {
  std::string out =
      escaped(clipped(finding.detail.message.empty() ? finding.rule->summary
                                                     : std::string_view(finding.detail.message),
                      message_octets));
  if (!places.is_encoded(finding.place)) return out;
  const Position decoded = places.decoded(finding.place);
  const bool html = places.facts().text_bodies()[finding.place.text_body].is_html;
  return out +
         fmt::format(" ({} line {}:{})", html ? "HTML" : "text", decoded.line, decoded.column);
}

std::vector<Edit> edits_of(const Finding& finding, const Facts& facts) {
  const Fix& fix = finding.rule->fix;
  return fix.edits == nullptr ? std::vector<Edit>() : fix.edits(finding, facts);
}

}  // namespace

std::vector<Annotation> annotations_of(const Report& report) {
  std::vector<Annotation> out;
  if (report.kind == Kind::error || report.message == nullptr) return out;
  Places places(*report.facts);
  const std::string_view octets = report.message->octets();
  std::map<std::string, std::size_t> alike;
  for (const RuleFindings& findings : report.findings) {
    for (const Finding& finding : findings.places) {
      const Span source = finding.place.source;
      const Position begin = places.begin(finding.place);
      const Position end = places.end(finding.place);
      const std::string words = clipped(places.evidence(finding), evidence_octets);
      std::string print = fingerprint(finding.rule->id, fmt::format("{}\n{}", report.path, words));
      if (const std::size_t before = alike[print]++; before > 0)
        print =
            fingerprint(finding.rule->id, fmt::format("{}\n{}\n{}", report.path, words, before));
      out.push_back({.rule = finding.rule,
                     .severity = finding.severity,
                     .begin = begin,
                     .end = end,
                     .begin_character = character_column(octets, source.begin, begin.column),
                     .end_character = character_column(octets, source.end, end.column),
                     .offset = report.message->source().file_offset(source.begin),
                     .length = source.size(),
                     .message = words_of(finding, places),
                     .edits = edits_of(finding, *report.facts),
                     .message_offset = report.message->source().file_offset(0),
                     .fingerprint = std::move(print)});
    }
  }
  return out;
}

}  // namespace maillint::cli
