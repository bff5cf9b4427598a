// Rules date-future, date-past, date-epoch: a Date that cannot be when the message was written.
#include <fmt/format.h>

#include <cstdlib>
#include <optional>

#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view future_references[] = {"SpamAssassin DATE_IN_FUTURE_12_24 and above"};
constexpr std::string_view past_references[] = {"SpamAssassin DATE_IN_PAST_96_XX"};
constexpr std::string_view epoch_references[] = {"maillint: clocks that were never set"};

constexpr std::int64_t hour = 3'600;
constexpr std::int64_t day = 24 * hour;
// A wrong time zone makes up to 12 hours; mail that waits in a queue is given up after 4 days.
constexpr std::int64_t tolerance_future = 12 * hour;
constexpr std::int64_t tolerance_past = 4 * day;

/// The time of the hop nearest to `date`: a message may lie for days in a list's moderation or a
/// mailbox before the topmost server sees it, and that is no fault of its Date.
std::optional<std::int64_t> received_seconds(const Facts& facts, std::int64_t date) {
  std::optional<std::int64_t> nearest;
  for (const Received& hop : facts.hops()) {
    if (!hop.time) continue;
    const std::int64_t seconds = hop.time->seconds;
    if (!nearest || std::abs(seconds - date) < std::abs(*nearest - date)) nearest = seconds;
  }
  return nearest;
}

/// A reset clock: within the zones' reach of 1970-01-01, or 1980-01-01 and 2000-01-01 by the
/// sender's own clock while nobody received it then.
bool is_reset_clock(const DateTime& date, const Facts& facts) {
  if (date.seconds > -day && date.seconds < 2 * day) return true;
  constexpr std::int64_t dos_epoch = 315'532'800;
  constexpr std::int64_t year_2000 = 946'684'800;
  const std::int64_t local = date.seconds + std::int64_t{date.zone_minutes} * 60;
  const bool first_day = (local >= dos_epoch && local < dos_epoch + day) ||
                         (local >= year_2000 && local < year_2000 + day);
  if (!first_day) return false;
  const auto received = received_seconds(facts, date.seconds);
  return !received || *received - date.seconds > 2 * day;
}

std::string in_words(std::int64_t seconds) {
  if (seconds >= 2 * day) return fmt::format("{} days", seconds / day);
  return fmt::format("{} hours", seconds / hour);
}

void check_future(const DateField& field, const Facts& facts, const Settings& settings,
                  const Reporter& report) {
  if (field.id != FieldId::date || !field.parsed.time) return;
  const auto received = received_seconds(facts, field.parsed.time->seconds);
  // Mail that was received when it was written is right, whatever the clock says (--now).
  const std::int64_t reference = received.value_or(settings.now.seconds);
  const std::int64_t ahead = field.parsed.time->seconds - reference;
  if (ahead <= tolerance_future) return;
  report(facts.message().trimmed(*field.field),
         fmt::format("{} ahead of {}", in_words(ahead),
                     received ? "the time it was received" : "the clock"));
}

void check_past(const DateField& field, const Facts& facts, const Settings& settings,
                const Reporter& report) {
  if (field.id != FieldId::date || !field.parsed.time) return;
  if (is_reset_clock(*field.parsed.time, facts)) return;  // date-epoch reports these
  // Old mail is no fault: what counts is its age when it was received.
  const auto received = received_seconds(facts, field.parsed.time->seconds);
  if (!settings.now_given && !received) return;
  const std::int64_t behind = received.value_or(settings.now.seconds) - field.parsed.time->seconds;
  if (behind <= tolerance_past) return;
  // A copy that nobody received, kept for weeks, is as old as its Date.
  const bool is_copy = !received && settings.stage == Stage::sent;
  report.as(is_copy ? Severity::info : Severity::warning, facts.message().trimmed(*field.field),
            {.message = fmt::format("{} before {}", in_words(behind),
                                    received ? "it was received" : "the clock"),
             .evidence = {}});
}

void check_epoch(const DateField& field, const Facts& facts, const Settings&,
                 const Reporter& report) {
  if (field.id != FieldId::date || !field.parsed.time) return;
  if (is_reset_clock(*field.parsed.time, facts)) report(facts.message().trimmed(*field.field));
}

}  // namespace

constinit const Rule date_future{
    .id = "date-future",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Date lies in the future",
    .why = "Spam is dated ahead to stay on top of the inbox, so filters add points for it.",
    .remedy = "Set the clock and the time zone of the sending computer.",
    .references = future_references,
    .check = check_future,
};

constinit const Rule date_past{
    .id = "date-past",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Date is days older than the message",
    .why = "The message sorts below older mail and is overlooked, and filters add points for it.",
    .remedy =
        "Set the clock of the sending computer; date a message when it is sent, not when its "
        "template was made.",
    .references = past_references,
    .check = check_past,
};

constinit const Rule date_epoch{
    .id = "date-epoch",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Date is the first day of a computer clock",
    .why =
        "1970-01-01 and the like come from an unset clock or an empty date variable; the message "
        "sorts to the very end.",
    .remedy = "Set the clock, or fill in the date variable.",
    .references = epoch_references,
    .check = check_epoch,
};

}  // namespace maillint::rules
