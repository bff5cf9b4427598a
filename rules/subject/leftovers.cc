// Rules subject-placeholder, subject-test-leftover: what should have gone before sending.
#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/placeholder.h"

namespace maillint::rules {
namespace {

constexpr std::string_view placeholder_references[] = {"SpamAssassin UNRESOLVED_TEMPLATE"};
constexpr std::string_view test_references[] = {"Litmus: pre-send checklist"};

void check_placeholder(const Subject& subject, const Facts&, const Settings& settings,
                       const Reporter& report) {
  if (settings.kind == Kind::template_) return;  // still to be filled in
  Placeholder tag;
  while ((tag = find_placeholder(subject.text, tag.end))) {
    const std::string words(subject.text.substr(tag.begin, tag.end - tag.begin));
    report(subject.source(tag.begin, tag.end), "the placeholder '" + words + "' was not filled in");
  }
}

/// The whole subject, or set apart in brackets at either end.
constexpr std::string_view test_words[] = {
    "test", "testmail", "test mail", "test email", "test-mail", "test message", "testnachricht"};
constexpr std::string_view draft_words[] = {"draft",    "entwurf", "brouillon",
                                            "borrador", "copy",    "kopie"};

template <std::size_t N>
bool is_one_of(std::string_view text, const std::string_view (&words)[N]) {
  return std::ranges::any_of(words, [&](std::string_view w) { return ascii::equal(text, w); });
}

struct Leftover {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_test = false;
};

/// "[TEST]", "(Draft)" at text[begin, end).
Leftover bracketed(std::string_view text, std::size_t begin, std::size_t end) {
  if (end > text.size() || end < begin + 3) return {};
  const char open = text[begin];
  if (text[end - 1] != (open == '[' ? ']' : ')')) return {};
  const std::string_view inside = ascii::trim(text.substr(begin + 1, end - begin - 2));
  if (is_one_of(inside, test_words)) return {begin, end, true};
  if (is_one_of(inside, draft_words)) return {begin, end, false};
  return {};
}

Leftover find_leftover(std::string_view text) {
  if (is_one_of(text, test_words)) return {0, text.size(), true};
  if (text.starts_with('[') || text.starts_with('(')) {
    const Leftover found = bracketed(text, 0, text.find_first_of("])") + 1);
    if (found.end > 0) return found;
  }
  const std::size_t last = text.find_last_of("[(");
  if (last != std::string_view::npos) {
    const Leftover found = bracketed(text, last, text.size());
    if (found.end > 0) return found;
  }
  for (const std::string_view start : {"TEST:", "Test:", "TEST -", "TEST "}) {
    if (text.starts_with(start)) return {0, ascii::trim(start).size(), true};
  }
  // Mailing software names a duplicated campaign so; "Copy of your contract" is a real subject.
  for (const std::string_view start : {"Copy of ", "Kopie von ", "Copie de "}) {
    const std::string_view rest = text.substr(std::min(start.size(), text.size()));
    const bool has_capital = !rest.empty() && rest[0] >= 'A' && rest[0] <= 'Z';
    if (text.starts_with(start) && has_capital) return {0, start.size() - 1, false};
  }
  return {};
}

void check_test(const Subject& subject, const Facts&, const Settings& settings,
                const Reporter& report) {
  const Leftover found = find_leftover(subject.text);
  if (found.end == found.begin) return;
  // People do send each other drafts and copies.
  const bool is_personal = settings.profile == Profile::personal && !found.is_test;
  const std::string words(subject.text.substr(found.begin, found.end - found.begin));
  report.as(is_personal ? Severity::info : Severity::warning,
            subject.source(found.begin, found.end), {.message = "'" + words + "' was left in"});
}

}  // namespace

constinit const Rule subject_placeholder{
    .id = "subject-placeholder",
    .severity = Severity::error,
    .criterion = Criterion::subject,
    .summary = "Subject holds a placeholder that was not filled in",
    .why = "Every reader sees that a machine wrote it, and filters score it.",
    .remedy = "Check the field's name in the template and the data, and give it a default.",
    .references = placeholder_references,
    .check = check_placeholder,
};

constinit const Rule subject_test_leftover{
    .id = "subject-test-leftover",
    .severity = Severity::warning,
    .criterion = Criterion::subject,
    .summary = "Subject still says test, draft or copy",
    .why = "A mailing whose subject says test was most likely sent by mistake.",
    .remedy = "Remove the word before sending to real recipients.",
    .references = test_references,
    .check = check_test,
};

}  // namespace maillint::rules
