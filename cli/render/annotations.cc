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

class Annotator {
 public:
  explicit Annotator(const Report& report) : report_(report), places_(*report.facts) {}

  Annotation annotate(const Finding& finding, const Suppressed* suppressed = nullptr) {
    const Span source = finding.place.source;
    const Position begin = places_.begin(finding.place);
    const Position end = places_.end(finding.place, begin);
    const std::string_view octets = report_.message->octets();
    return {.rule = finding.rule,
            .severity = finding.severity,
            .begin = begin,
            .end = end,
            .begin_character = character_column(octets, source.begin, begin.column),
            .end_character = character_column(octets, source.end, end.column),
            .offset = report_.message->source().file_offset(source.begin),
            .length = source.size(),
            .message = words_of(finding, places_),
            .edits = edits_of(finding, *report_.facts),
            .message_offset = report_.message->source().file_offset(0),
            .suppressed = suppressed,
            .fingerprint = print_of(finding)};
  }

 private:
  std::string print_of(const Finding& finding) {
    const std::string words = clipped(places_.evidence(finding), evidence_octets);
    const std::string print =
        fingerprint(finding.rule->id, fmt::format("{}\n{}", report_.path, words));
    const std::size_t before = alike_[print]++;
    if (before == 0) return print;
    return fingerprint(finding.rule->id, fmt::format("{}\n{}\n{}", report_.path, words, before));
  }

  const Report& report_;
  Places places_;
  std::map<std::string, std::size_t> alike_;
};

}  // namespace

std::vector<Annotation> annotations_of(const Report& report, bool with_suppressed) {
  std::vector<Annotation> out;
  if (report.kind == Kind::error || report.message == nullptr) return out;
  Annotator annotator(report);
  for (const RuleFindings& findings : report.findings) {
    for (const Finding& finding : findings.places) out.push_back(annotator.annotate(finding));
  }
  if (!with_suppressed) return out;
  for (const Suppressed& suppressed : report.suppressed)
    out.push_back(annotator.annotate(suppressed.finding, &suppressed));
  return out;
}

}  // namespace maillint::cli
