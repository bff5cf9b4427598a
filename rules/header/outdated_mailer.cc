// Rule header-outdated-mailer: a field names a program past its end of support.
#include <fmt/format.h>

#include <string>

#include "lint/ascii.h"
#include "lint/date.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {
    "ALL-INKL.COM, Email error messages: Technical cleanliness"};

bool names_a_program(const Message& message, const Field& field) {
  switch (field.id) {
    case FieldId::x_mailer:
    case FieldId::user_agent:
    case FieldId::mime_version:
      return true;
    case FieldId::other:
      break;
    default:
      return false;
  }
  const std::string_view name = message.name(field);
  return ascii::equal(name, "X-MimeOLE") || ascii::equal(name, "X-Library");
}

/// `end` is "2014-04-08", "2014-04" or "2014": compared as far as it goes. Without a clock support
/// of every product of the list has ended.
bool has_ended(std::string_view end, const Settings& settings) {
  if (settings.now.seconds == 0) return true;
  const std::string today = format_rfc3339({.seconds = settings.now.seconds});
  return std::string_view(today).substr(0, end.size()) > end;
}

void check(const Field& field, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  const Message& message = facts.message();
  if (!names_a_program(message, field)) return;
  // Most fields lie on one line, and MIME-Version is nearly always "1.0": nothing to unfold.
  const std::string_view raw = message.text(message.trimmed(field));
  if (raw == "1.0") return;
  const auto mailer = lists::outdated_mailer(message.name(field), message.unfolded(field));
  if (!mailer || !has_ended(mailer->end_of_support, settings)) return;
  report(message.trimmed(field), fmt::format("says it was sent with {}, supported until {}",
                                             mailer->product, mailer->end_of_support));
}

}  // namespace

constinit const Rule header_outdated_mailer{
    .id = "header-outdated-mailer",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "The message names a program that is no longer supported",
    .why =
        "Old programs write faulty messages and get no security updates; spam often names them, "
        "so filters score them.",
    .remedy = "Update the mail program, the library or the script that sends.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
