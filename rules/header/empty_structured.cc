// Rule header-empty-structured: a field that needs a value has none.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/header/defects.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5322 3.6"};

/// Fields whose value is never empty. recipient-empty-to has To; an empty Bcc is allowed.
bool needs_value(FieldId id) {
  switch (id) {
    case FieldId::from:
    case FieldId::sender:
    case FieldId::reply_to:
    case FieldId::cc:
    case FieldId::date:
    case FieldId::message_id:
    case FieldId::in_reply_to:
    case FieldId::references:
    case FieldId::received:
    case FieldId::return_path:
    case FieldId::resent_from:
    case FieldId::resent_sender:
    case FieldId::resent_to:
    case FieldId::resent_cc:
    case FieldId::resent_date:
    case FieldId::resent_message_id:
    case FieldId::mime_version:
    case FieldId::content_type:
    case FieldId::content_transfer_encoding:
    case FieldId::content_disposition:
    case FieldId::content_id:
    case FieldId::list_id:
    case FieldId::list_unsubscribe:
    case FieldId::list_unsubscribe_post:
    case FieldId::list_post:
    case FieldId::list_help:
    case FieldId::list_subscribe:
    case FieldId::list_owner:
    case FieldId::list_archive:
    case FieldId::auto_submitted:
    case FieldId::dkim_signature:
    case FieldId::disposition_notification_to:
      return true;
    default:
      return false;
  }
}

void check_empty(const Message& message, const Facts&, const Settings& settings,
                 const Reporter& report) {
  // What a template leaves open is filled in later, and a draft by its client.
  if (settings.kind == Kind::template_ || message.has(FieldId::x_unsent)) return;
  each_own_part(message, [&](std::uint32_t part) {
    for (const Field& field : message.fields(part)) {
      if (!needs_value(field.id) || !ascii::trim(message.body(field)).empty()) continue;
      report(Place{.source = field.name, .part = part},
             fmt::format("{} is empty", field_name(field.id)));
    }
  });
}

}  // namespace

constinit const Rule header_empty_structured{
    .id = "header-empty-structured",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A field that needs a value is empty",
    .why = "The standard requires a value there; strict servers refuse the message.",
    .remedy = "Fill in the field, or leave it out.",
    .references = references,
    .check = check_empty,
};

}  // namespace maillint::rules
