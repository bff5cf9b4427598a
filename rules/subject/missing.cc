// Rules subject-missing, subject-empty.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view provider_page = "ALL-INKL.COM, Email error messages: Subject line";
constexpr std::string_view references[] = {provider_page, "RFC 5322 3.6.5"};

void check_missing(const Message& message, const Facts&, const Settings& settings,
                   const Reporter& report) {
  // The program that fills in a template may write the Subject.
  if (message.has(FieldId::subject) || settings.kind == Kind::template_) return;
  const std::uint32_t end = message.parts()[0].header.end;
  report(Span{end, end}, "the header has no Subject");
}

/// What clients write when nothing was typed.
bool stands_for_nothing(std::string_view text) {
  for (const std::string_view words :
       {"(no subject)", "<no subject>", "no subject", "(kein betreff)", "kein betreff",
        "<kein betreff>", "(ohne betreff)", "(sans objet)", "(sin asunto)", "(nessun oggetto)"}) {
    if (ascii::equal(text, words)) return true;
  }
  return false;
}

void check_empty(const Subject& subject, const Facts& facts, const Settings&,
                 const Reporter& report) {
  const std::string_view text = subject.text;
  if (text.empty()) {
    const Field& field = *subject.field;
    const Span body = facts.message().trimmed(field);
    report(body.empty() ? Span{field.name.begin, field.body.end} : body, "the Subject is empty");
    return;
  }
  const Span all = subject.source(0, text.size());
  if (stands_for_nothing(text)) {
    report.as(Severity::warning, all, {.message = "says that there is no subject"});
    return;
  }
  const auto prefix = lists::reply_prefix(text);
  if (prefix && prefix->length >= text.size()) {
    report.as(Severity::warning, all, {.message = fmt::format("holds nothing but '{}'", text)});
  }
}

}  // namespace

constinit const Rule subject_missing{
    .id = "subject-missing",
    .severity = Severity::error,
    .criterion = Criterion::subject,
    .summary = "No Subject",
    .why = "Filters of outgoing and incoming mail refuse or score messages without a subject.",
    .remedy = "Give it a subject that says what the message is about.",
    .references = references,
    .check = check_missing,
};

constinit const Rule subject_empty{
    .id = "subject-empty",
    .severity = Severity::error,
    .criterion = Criterion::subject,
    .summary = "The Subject is empty",
    .why = "Filters of outgoing and incoming mail refuse or score messages with an empty subject.",
    .remedy = "Give it a subject that says what the message is about.",
    .references = references,
    .check = check_empty,
};

}  // namespace maillint::rules
