// Rule subject-starts-special: the Subject starts with a mark that no word or name starts with.
#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/placeholder.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"ALL-INKL.COM, Email error messages: Subject line"};

/// Eye-catchers in front of a subject, beside the marks of ASCII.
constexpr std::string_view symbols[] = {"！", "？", "❗", "❓", "‼", "⁉", "★", "☆",
                                        "●",  "■",  "◆", "►", "▶", "➤", "➡", "→"};

/// Marks that are fine before a letter or digit: ".NET", "#123", "-20 %", "$5", "+1", "/etc", "~5".
constexpr std::string_view fine_before_word = ".#-$+/&~";
constexpr std::string_view never_fine = "!?*=^|;,:_%>\\";

std::size_t special_at_start(std::string_view text) {
  const char first = text.front();
  if (never_fine.find(first) != std::string_view::npos) return 1;
  if (fine_before_word.find(first) != std::string_view::npos) {
    return text.size() > 1 && (ascii::is_alnum(text[1]) || ascii::is_8bit(text[1])) ? 0 : 1;
  }
  for (const std::string_view symbol : symbols) {
    if (text.starts_with(symbol)) return symbol.size();
  }
  return 0;
}

void check(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  const std::string_view text = subject.text;
  if (text.empty()) return;   // subject-empty reports these
  if (text == "...") return;  // of an encrypted message: the real one is inside
  std::size_t end = special_at_start(text);
  if (end == 0) return;
  const Placeholder placeholder = find_placeholder(text.substr(0, 200));
  if (placeholder && placeholder.begin == 0) return;  // subject-placeholder reports these
  const std::string mark(text.substr(0, end));
  while (text.substr(end).starts_with(mark)) end += mark.size();
  report(subject.source(0, end), "starts with '" + mark + "'");
}

}  // namespace

constinit const Rule subject_starts_special{
    .id = "subject-starts-special",
    .severity = Severity::warning,
    .criterion = Criterion::subject,
    .summary = "Subject starts with a special character",
    .why = "Filters know eye-catchers such as ! ? or * in front of a subject from advertising.",
    .remedy = "Begin with a word.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
