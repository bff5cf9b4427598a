// Rule loop-auto-reply-unmarked: an automatic reply that does not say it is one.
#include <algorithm>

#include "lint/ascii.h"
#include "rules/automatic.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 3834 5"};

/// Words that people write in subjects themselves: automatic only in an answer.
bool is_weak_subject(std::string_view subject) {
  static constexpr std::string_view words[] = {"auto:",
                                               "away:",
                                               "vacation:",
                                               "on vacation:",
                                               "urlaub:",
                                               "absence",
                                               "urlop:",
                                               "ausente:",
                                               "assente:",
                                               "abwesend:",
                                               "thank you for",
                                               "we have",
                                               "i am out",
                                               "je suis",
                                               "ich bin",
                                               "de vacaciones:",
                                               "eingangsbestätigung",
                                               "poissa:",
                                               "lomalla:",
                                               "afwezig:",
                                               "em férias:",
                                               "外出",
                                               "不在:",
                                               "frånvaro:"};
  return std::ranges::any_of(
      words, [&](std::string_view word) { return ascii::starts_with(subject, word); });
}

void unmarked(const Subject& subject, const Facts& facts, const Settings& settings,
              const Reporter& report) {
  const Message& message = facts.message();
  if (!lists::auto_reply_subject(subject.text)) return;
  if (message.has(FieldId::auto_submitted) || is_marked_reply(message)) return;
  if (message.has(FieldId::precedence) || message.has(FieldId::x_auto_response_suppress)) {
    return;  // the other programs' way to say it
  }
  if (is_bounce(message, facts, settings)) return;
  if (is_weak_subject(subject.text) && !message.has(FieldId::in_reply_to)) return;
  report(subject.source(0, subject.text.size()), "an automatic reply without Auto-Submitted");
}

}  // namespace

constinit const Rule loop_auto_reply_unmarked{
    .id = "loop-auto-reply-unmarked",
    .severity = Severity::warning,
    .criterion = Criterion::loop,
    .summary = "An automatic reply that does not say it is one",
    .why =
        "Other autoresponders look for Auto-Submitted to keep silent. Without it they answer, and "
        "the two may never stop.",
    .remedy = "Add the field  Auto-Submitted: auto-replied  to what the autoresponder sends.",
    .references = references,
    .check = unmarked,
};

}  // namespace maillint::rules
