// Rules subject-url, subject-spam-phrase: what a subject says.
#include <optional>
#include <string>

#include "lint/web/url.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view url_references[] = {"rspamd URL_IN_SUBJECT"};
constexpr std::string_view phrase_references[] = {"SpamAssassin 20_phrases.cf"};

void check_url(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  const UrlMatch url = find_url(subject.text, 0);
  if (url.end > url.begin) report(subject.source(url.begin, url.end), "holds a link");
}

void check_phrase(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  std::optional<lists::SpamPhrase> found;
  for (std::size_t from = 0; (found = lists::find_spam_phrase(subject.text, from));
       from = found->end) {
    if (found->phrase_class != lists::PhraseClass::strong) continue;
    report(subject.source(found->begin, found->end), "says '" + std::string(found->phrase) + "'");
  }
}

}  // namespace

constinit const Rule subject_url{
    .id = "subject-url",
    .severity = Severity::warning,
    .criterion = Criterion::subject,
    .summary = "Subject holds a link",
    .why = "Nobody can click it there; filters score it as advertising.",
    .remedy = "Put the link into the text.",
    .references = url_references,
    .check = check_url,
};

constinit const Rule subject_spam_phrase{
    .id = "subject-spam-phrase",
    .severity = Severity::info,
    .criterion = Criterion::subject,
    .summary = "Subject holds a phrase known from spam",
    .why = "Today's filters judge no single words, but people and older filters know this one.",
    .remedy = "Say in plain words what the message is about.",
    .references = phrase_references,
    .check = check_phrase,
};

}  // namespace maillint::rules
