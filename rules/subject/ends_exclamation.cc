// Rule subject-ends-exclamation: the Subject ends with "!".
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"ALL-INKL.COM, Email error messages: Subject line"};

void check(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  if (subject.text.empty()) return;  // subject-empty reports these
  if (!subject.text.ends_with('!')) return;
  report(subject.source(subject.text.size() - 1, subject.text.size()), "ends with '!'");
}

}  // namespace

constinit const Rule subject_ends_exclamation{
    .id = "subject-ends-exclamation",
    .severity = Severity::warning,
    .criterion = Criterion::subject,
    .profiles = {Profile::transactional, Profile::bulk},
    .summary = "Subject ends with !",
    .why = "Filters score shouting subjects as advertising.",
    .remedy = "Say what the message is about, and drop the mark.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
