// Rule subject-needless-encoding: RFC 2047 where plain ASCII would do.
#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 2047 1", "rspamd SUBJ_EXCESS_BASE64"};

void check(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  if (subject.words.encoded_words == 0 || subject.text.empty()) return;
  if (!subject.words.problems.empty()) return;  // encoded-word-* report these
  const std::string_view text = subject.words.text.text();
  if (std::ranges::any_of(text, ascii::is_8bit)) return;
  // Encoding keeps white space that would be lost, and text that looks like an encoded-word.
  if (subject.text.size() + 1 < text.size() || text.find("=?") != std::string_view::npos) return;
  if (text.find("  ") != std::string_view::npos) return;
  report(subject.source(0, subject.text.size()), "is encoded although it is plain ASCII");
}

}  // namespace

constinit const Rule subject_needless_encoding{
    .id = "subject-needless-encoding",
    .severity = Severity::info,
    .criterion = Criterion::subject,
    .summary = "Subject is encoded although it is plain ASCII",
    .why = "Spam hides words from simple filters that way, so some filters score it.",
    .remedy = "Write plain ASCII text as it is; encode only what needs it.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
