// Rule header-return-path-by-sender: the sender wrote what only the last server may write.
#include <algorithm>

#include "lint/ascii.h"
#include "rules/fixes/words.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5321 4.4"};

bool is_written_by_author(FieldId id) {
  switch (id) {
    case FieldId::from:
    case FieldId::to:
    case FieldId::subject:
    case FieldId::date:
    case FieldId::message_id:
    case FieldId::mime_version:
    case FieldId::content_type:
      return true;
    default:
      return false;
  }
}

/// Exchange keeps the field behind those of the author.
bool is_exchange(const Message& message) {
  return std::ranges::any_of(message.fields(), [&](const Field& field) {
    const std::string_view name = message.name(field);
    return ascii::starts_with(name, "X-MS-Exchange-") ||
           ascii::equal(name, "X-OriginalArrivalTime");
  });
}

/// The last server writes it on top. One that stands behind the author's fields is the author's.
void check_return_path(const Message& message, const Facts&, const Settings&,
                       const Reporter& report) {
  if (!message.has(FieldId::return_path)) return;
  bool after_author = false;
  for (const Field& field : message.fields()) {
    if (is_written_by_author(field.id)) after_author = true;
    if (field.id != FieldId::return_path || !after_author || is_exchange(message)) continue;
    // Gmail's notices carry it further down; no sender writes an empty one.
    if (message.text(message.trimmed(field)) == "<>") continue;
    report(Span{field.name.begin, field.body.end}, "stands among the author's fields");
  }
}

}  // namespace

constinit const Rule header_return_path_by_sender{
    .id = "header-return-path-by-sender",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Return-Path was written by the sender",
    .why =
        "Only the last server may write it, from the envelope sender; one in the message is "
        "ignored, and counts as forged.",
    .remedy = "Set the envelope sender (the -f option of sendmail), and leave Return-Path out.",
    .references = references,
    .fix = {.title = "Remove the field", .safe = false, .edits = remove_field},
    .check = check_return_path,
};

}  // namespace maillint::rules
