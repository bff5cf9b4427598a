// Rules header-missing-from, header-missing-date, header-missing-message-id.
#include <string>

#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view from_references[] = {"RFC 5322 3.6", "Gmail: From header is missing"};
constexpr std::string_view date_references[] = {"RFC 5322 3.6"};
constexpr std::string_view id_references[] = {"RFC 5322 3.6.4", "Gmail sender guidelines"};

void report_missing(const Message& message, FieldId id, Severity severity, const Settings& settings,
                    const Reporter& report) {
  // Who fills in a template writes these.
  if (message.has(id) || settings.kind == Kind::template_) return;
  const std::uint32_t end = message.parts()[0].header.end;
  report.as(severity, Span{end, end},
            {.message = "the header has no " + std::string(field_name(id))});
}

/// The mail server adds it to a message that was not sent yet.
Severity unless_added_later(Severity severity, const Settings& settings) {
  return settings.stage == Stage::received ? severity : Severity::info;
}

void check_from(const Message& message, const Facts&, const Settings& settings,
                const Reporter& report) {
  // "X-Unsent: 1" marks a message to be opened for writing: the client writes From when it sends.
  const bool is_to_be_written = message.has(FieldId::x_unsent) && settings.stage == Stage::draft;
  report_missing(message, FieldId::from, is_to_be_written ? Severity::info : Severity::error,
                 settings, report);
}

void check_date(const Message& message, const Facts&, const Settings& settings,
                const Reporter& report) {
  report_missing(message, FieldId::date, unless_added_later(Severity::error, settings), settings,
                 report);
}

void check_message_id(const Message& message, const Facts&, const Settings& settings,
                      const Reporter& report) {
  report_missing(message, FieldId::message_id, unless_added_later(Severity::warning, settings),
                 settings, report);
}

}  // namespace

constinit const Rule header_missing_from{
    .id = "header-missing-from",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "No From field",
    .why = "Every message needs an author; servers refuse messages without one.",
    .remedy = "Add a From field with your address.",
    .references = from_references,
    .check = check_from,
};

constinit const Rule header_missing_date{
    .id = "header-missing-date",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "No Date field",
    .why = "Every message needs a date; filters score its absence, clients show a wrong one.",
    .remedy = "Let the sending program write the Date field.",
    .references = date_references,
    .check = check_date,
};

constinit const Rule header_missing_message_id{
    .id = "header-missing-message-id",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "No Message-ID field",
    .why = "Gmail refuses or rewrites such messages, replies cannot refer to them.",
    .remedy = "Let the sending program write a Message-ID of its own domain.",
    .references = id_references,
    .check = check_message_id,
};

}  // namespace maillint::rules
