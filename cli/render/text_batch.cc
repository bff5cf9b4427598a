// Findings across messages for people.
#include <fmt/format.h>

#include <algorithm>

#include "cli/output.h"
#include "cli/render/batch.h"
#include "cli/render/why.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

constexpr std::size_t places_shown = 5;
constexpr std::size_t message_octets = 500;
constexpr std::size_t label_columns = 9;

std::string place_words(const BatchPlace& place) {
  return fmt::format("{}:{}:{}", escaped(place.path), place.line, place.column);
}

std::string quiet_line(const BatchFinding& finding) {
  return fmt::format("{}: {}: {} [{}]{}\n", place_words(finding.places.front()),
                     name(finding.severity), words_of(finding), finding.rule->id,
                     finding.count > 1 ? fmt::format(" ({} places)", finding.count) : "");
}

std::string places_lines(const BatchFinding& finding, const TextContext& context) {
  const std::string indent(label_columns, ' ');
  std::string out;
  const std::size_t shown = std::min(finding.places.size(), places_shown);
  for (std::size_t i = 0; i < shown; ++i) out += indent + place_words(finding.places[i]) + '\n';
  if (finding.count > shown)
    out += fmt::format("{}{} {} {}\n", indent, context.say("and", "und"), finding.count - shown,
                       context.say("more", "weitere"));
  return out;
}

std::string text_of(const BatchFinding& finding, const TextContext& context) {
  const Severity severity = finding.severity;
  std::string out = context.style.paint(
      tone_of(severity), padded(label(severity, context.language()), label_columns - 1, 1));
  out += context.style.rule(finding.rule->id);
  if (finding.count > 1)
    out += fmt::format(" ({} {})", finding.count, context.say("places", "Stellen"));
  out += '\n' + std::string(label_columns, ' ') + wrapped(words_of(finding), label_columns);
  out += places_lines(finding, context);
  if (severity != Severity::info) out += why_and_remedy(*finding.rule, context);
  return out;
}

}  // namespace

std::string text_of_batch(std::span<const BatchFinding> findings, const RenderOptions& options) {
  std::string out;
  if (options.quiet) {
    for (const BatchFinding& finding : findings) out += quiet_line(finding);
    return guard_lines(out);
  }
  const TextContext context{.options = options, .style = Style(options.colour, options.links)};
  out = context.style.paint(Tone::strong, context.say("Across messages", "Über alle Nachrichten"));
  out += '\n';
  for (const BatchFinding& finding : findings) out += '\n' + text_of(finding, context);
  out += fmt::format("\n{} maillint rules {}\n",
                     context.say("More about a rule:", "Mehr zu einer Regel:"),
                     findings.front().rule->id);
  return guard_lines(out);
}

std::string words_of(const BatchFinding& finding) {
  return escaped(clipped(finding.message, message_octets));
}

Annotation annotation_of(const BatchFinding& finding) {
  const BatchPlace& place = finding.places.front();
  const Position at{.line = place.line, .column = place.column};
  return {.rule = finding.rule,
          .severity = finding.severity,
          .begin = at,
          .end = at,
          .begin_character = place.column,
          .end_character = place.column,
          .message = finding.count > 1
                         ? fmt::format("{} ({} places)", words_of(finding), finding.count)
                         : words_of(finding),
          .fingerprint = fingerprint(finding.rule->id, finding.key)};
}

}  // namespace maillint::cli
