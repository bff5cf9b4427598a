// Rules header-duplicate-*: fields that may occur only once.
#include <fmt/format.h>

#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5322 3.6",
                                           "Gmail: messages not RFC 5322 compliant"};
constexpr std::string_view type_references[] = {"RFC 2045 3"};
constexpr std::string_view version_references[] = {"RFC 2045 4"};

template <FieldId id>
void check(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const Field* first = message.find(id);
  if (first == nullptr) return;
  for (const Field& field : message.fields()) {
    if (field.id != id || &field == first) continue;
    report(Span{field.name.begin, field.body.end},
           fmt::format("{} stands in line {} already", field_name(id),
                       message.source().position(first->name.begin).line));
  }
}

/// One record for each field; they differ in the field and in who trips over it.
template <FieldId id>
constexpr Rule duplicate(std::string_view rule_id, std::string_view summary, std::string_view why,
                         std::string_view remedy) {
  return {.id = rule_id,
          .severity = Severity::error,
          .criterion = Criterion::technical,
          .summary = summary,
          .why = why,
          .remedy = remedy,
          .references = references,
          .check = check<id>};
}

constexpr Rule with(Rule rule, Severity severity, std::span<const std::string_view> basis) {
  rule.severity = severity;
  rule.references = basis;
  return rule;
}

constexpr std::string_view gmail = "Gmail refuses messages that hold this field twice.";

}  // namespace

constinit const Rule header_duplicate_from = duplicate<FieldId::from>(
    "header-duplicate-from", "More than one From field",
    "Servers check one and readers see the other: an attack pattern, so Gmail and others refuse "
    "it.",
    "Keep one From field; several authors go into one field, with Sender beside it.");

constinit const Rule header_duplicate_to =
    duplicate<FieldId::to>("header-duplicate-to", "More than one To field", gmail,
                           "Write all recipients into one To field, separated by commas.");

constinit const Rule header_duplicate_subject = duplicate<FieldId::subject>(
    "header-duplicate-subject", "More than one Subject field", gmail, "Keep one Subject field.");

constinit const Rule header_duplicate_date = duplicate<FieldId::date>(
    "header-duplicate-date", "More than one Date field", gmail, "Keep one Date field.");

constinit const Rule header_duplicate_message_id = duplicate<FieldId::message_id>(
    "header-duplicate-message-id", "More than one Message-ID field", gmail,
    "Keep one Message-ID; often a script and a library each add one.");

constinit const Rule header_duplicate_reply_to =
    duplicate<FieldId::reply_to>("header-duplicate-reply-to", "More than one Reply-To field", gmail,
                                 "Write all addresses into one Reply-To field.");

constinit const Rule header_duplicate_content_type =
    with(duplicate<FieldId::content_type>(
             "header-duplicate-content-type", "More than one Content-Type field",
             "Programs disagree which one counts, so filters see other content than readers do.",
             "Keep the Content-Type that describes the body."),
         Severity::error, type_references);

constinit const Rule header_duplicate_mime_version =
    with(duplicate<FieldId::mime_version>(
             "header-duplicate-mime-version", "More than one MIME-Version field",
             "It shows that two programs built the message.", "Keep one \"MIME-Version: 1.0\"."),
         Severity::warning, version_references);

}  // namespace maillint::rules
