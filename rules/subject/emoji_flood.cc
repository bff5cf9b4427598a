// Rule subject-emoji-flood: three emoji or more.
#include <fmt/format.h>

#include "lint/charset.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"emailens emoji-in-subject"};

constexpr std::size_t many_emoji = 3;

bool is_emoji(char32_t c) {
  return (c >= 0x1F300 && c <= 0x1FAFF && !(c >= 0x1F3FB && c <= 0x1F3FF)) ||
         (c >= 0x1F1E6 && c <= 0x1F1FF) || (c >= 0x2600 && c <= 0x27BF) ||
         (c >= 0x2B50 && c <= 0x2B55) || c == 0x203C || c == 0x2049;
}

void check(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  std::size_t count = 0;
  std::size_t first = 0;
  std::size_t end = 0;
  char32_t before = 0;
  for (std::size_t i = 0; i < subject.text.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(subject.text, i);
    const bool is_flag_half = c >= 0x1F1E6 && c <= 0x1F1FF;
    const bool second_half = is_flag_half && before >= 0x1F1E6 && before <= 0x1F1FF;
    before = second_half ? 0 : c == 0xFE0F ? before : c;
    if (!is_emoji(c)) continue;
    if (begin > 2 && subject.text.substr(begin - 3, 3) == "\u200D") continue;  // one picture
    if (count == 0) first = begin;
    if (!second_half) ++count;
    end = i;
  }
  if (count < many_emoji) return;
  report(subject.source(first, end), fmt::format("holds {} emoji", count));
}

}  // namespace

constinit const Rule subject_emoji_flood{
    .id = "subject-emoji-flood",
    .severity = Severity::info,
    .criterion = Criterion::subject,
    .summary = "Subject holds many emoji",
    .why = "Many pictures in a subject look like advertising, and screen readers read each aloud.",
    .remedy = "Keep one at most.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
