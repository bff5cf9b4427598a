// Rules subject-ends-exclamation, subject-ends-question: the mark that a Subject ends with.
#include <string>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"ALL-INKL.COM, Email error messages: Subject line"};

constexpr std::string_view exclamations[] = {"!", "！", "❗", "‼", "❕"};
constexpr std::string_view questions[] = {"?", "？", "؟", "❓", "❔", "⁉", "⁇"};
constexpr std::string_view emoji_variant = "\xEF\xB8\x8F";  // U+FE0F: "❗" drawn as a picture

/// Octets at the end of `text` that are one of `marks`.
std::size_t mark_at_end(std::string_view text, std::span<const std::string_view> marks) {
  const std::size_t variant = text.ends_with(emoji_variant) ? emoji_variant.size() : 0;
  text.remove_suffix(variant);
  for (const std::string_view mark : marks) {
    if (text.ends_with(mark)) return mark.size() + variant;
  }
  return 0;
}

void check_end(const Subject& subject, std::span<const std::string_view> marks, Severity severity,
               const Reporter& report) {
  const std::string_view text = subject.text;
  std::size_t begin = text.size();
  while (const std::size_t length = mark_at_end(text.substr(0, begin), marks)) begin -= length;
  if (begin == text.size()) return;
  report.as(severity, subject.source(begin, text.size()),
            {.message = "ends with '" + std::string(text.substr(begin, 30)) + "'"});
}

void check_exclamation(const Subject& subject, const Facts&, const Settings&,
                       const Reporter& report) {
  check_end(subject, exclamations, Severity::warning, report);
}

void check_question(const Subject& subject, const Facts&, const Settings& settings,
                    const Reporter& report) {
  // People ask each other things; a mailing that asks is advertising.
  const bool is_personal = settings.profile == Profile::personal;
  check_end(subject, questions, is_personal ? Severity::info : Severity::warning, report);
}

/// Inside an encoded-word the word would have to change too.
std::vector<Edit> remove_marks(const Finding& finding, const Facts& facts) {
  const std::string_view octets = facts.message().octets();
  Span marks = finding.place.source;
  if (facts.message().text(marks).find_first_not_of("!?") != std::string_view::npos) return {};
  // "Soldes !": the space would end the Subject.
  const std::uint32_t body = facts.subject()->field->body.begin;
  while (marks.begin > body && ascii::is_space(octets[marks.begin - 1])) --marks.begin;
  return {{.span = marks, .text = {}}};
}

}  // namespace

constinit const Rule subject_ends_exclamation{
    .id = "subject-ends-exclamation",
    .severity = Severity::warning,
    .criterion = Criterion::subject,
    .summary = "Subject ends with !",
    .why = "Filters score shouting subjects as advertising.",
    .remedy = "Say what the message is about, and drop the mark.",
    .references = references,
    .fix = {.title = "Drop the mark", .safe = false, .edits = remove_marks},
    .check = check_exclamation,
};

constinit const Rule subject_ends_question{
    .id = "subject-ends-question",
    .severity = Severity::warning,
    .criterion = Criterion::subject,
    .summary = "Subject ends with ?",
    .why = "Filters score a question at the end of a subject as bait.",
    .remedy = "Say what the message is about instead of asking.",
    .references = references,
    .check = check_question,
};

}  // namespace maillint::rules
