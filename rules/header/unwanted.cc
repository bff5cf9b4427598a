// Rules header-priority-high, header-spam-flag-left, header-deprecated-errors-to: fields that a
// sender had better leave out.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/fixes/words.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view priority_references[] = {"SpamAssassin XPRIO_*", "rspamd HAS_X_PRIO_*"};
constexpr std::string_view spam_references[] = {"rspamd SPAM_FLAG"};
constexpr std::string_view deprecated_references[] = {"RFC 5321 4.4", "RFC 3461", "RFC 8098"};

std::string_view value_of(const Message& message, const Field& field) {
  return message.text(message.trimmed(field));
}

bool is_high(const Message& message, const Field& field) {
  const std::string_view name = message.name(field);
  if (ascii::equal(name, "X-Priority")) {
    const std::string_view value = value_of(message, field);
    return (value.starts_with('1') || value.starts_with('2')) &&
           (value.size() == 1 || !ascii::is_digit(value[1]));
  }
  if (ascii::equal(name, "Importance") || ascii::equal(name, "X-MSMail-Priority")) {
    return ascii::starts_with(value_of(message, field), "high");
  }
  return ascii::equal(name, "Priority") && ascii::equal(value_of(message, field), "urgent");
}

void check_priority(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  for (const Field& field : message.fields()) {
    if (!is_high(message, field)) continue;
    report(message.trimmed(field),
           fmt::format("{} says that the message is urgent", message.name(field)));
    return;  // Outlook writes three fields for it
  }
}

bool is_spam_flag(const Message& message, const Field& field) {
  const std::string_view name = message.name(field);
  if (ascii::equal(name, "X-Spam-Flag") || ascii::equal(name, "X-Spam")) {
    return ascii::equal(value_of(message, field), "yes");
  }
  return ascii::equal(name, "X-Spam-Status") && ascii::starts_with(value_of(message, field), "yes");
}

/// What a receiving server added stands above its Received; below, the message came with it.
void check_spam_flag(const Message& message, const Facts&, const Settings&,
                     const Reporter& report) {
  bool was_received = !message.has(FieldId::received);
  for (const Field& field : message.fields()) {
    if (field.id == FieldId::received) was_received = true;
    if (!was_received || !is_spam_flag(message, field)) continue;
    report(message.trimmed(field),
           fmt::format("the message leaves with {}: {}", message.name(field),
                       value_of(message, field).substr(0, 3)));
    return;
  }
}

void check_deprecated(const Field& field, const Facts& facts, const Settings&,
                      const Reporter& report) {
  const std::string_view name = facts.message().name(field);
  if (field.id == FieldId::errors_to) {
    report(field.name, "bounces go to the envelope sender, not to Errors-To");
  } else if (ascii::equal(name, "Return-Receipt-To") || ascii::equal(name, "Delivery-Receipt-To")) {
    report(field.name, fmt::format("{} is no standard and rarely answered", name));
  }
}

}  // namespace

constinit const Rule header_priority_high{
    .id = "header-priority-high",
    .severity = Severity::info,
    .criterion = Criterion::technical,
    .summary = "The message is marked as urgent",
    .why = "Advertising does that too, so filters count it.",
    .remedy = "Leave the priority at normal unless the matter is urgent indeed.",
    .references = priority_references,
    .fix = {.title = "Remove the field", .safe = false, .edits = remove_field},
    .check = check_priority,
};

constinit const Rule header_spam_flag_left{
    .id = "header-spam-flag-left",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "The message carries a filter's spam mark",
    .why = "Receivers that trust the mark file the message as spam.",
    .remedy = "Remove X-Spam-* fields before a message is sent on.",
    .references = spam_references,
    .fix = {.title = "Remove the field", .safe = false, .edits = remove_field},
    .check = check_spam_flag,
};

constinit const Rule header_deprecated_errors_to{
    .id = "header-deprecated-errors-to",
    .severity = Severity::info,
    .criterion = Criterion::technical,
    .summary = "A field for receipts or bounces that has no standard",
    .why = "Servers ignore it: bounces go to the envelope sender.",
    .remedy =
        "Set the envelope sender for bounces, and Disposition-Notification-To or DSN for receipts.",
    .references = deprecated_references,
    .fix = {.title = "Remove the field", .safe = false, .edits = remove_field},
    .check = check_deprecated,
};

}  // namespace maillint::rules
