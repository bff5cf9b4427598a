// Rules date-invalid-syntax, date-wrong-weekday, date-bad-zone, date-obsolete-zone,
// date-two-digit-year, date-impossible: what the parser tells about a date field.
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view date_syntax[] = {"RFC 5322 3.3"};
constexpr std::string_view obsolete_dates[] = {"RFC 5322 4.3"};

template <DateProblem problem>
void check(const DateField& date, const Facts& facts, const Settings&, const Reporter& report) {
  for (const DateProblemAt& at : date.parsed.problems) {
    if (at.problem != problem) continue;
    if (!at.span.empty()) {
      report(at.span);
      continue;
    }
    // What is missing has no octets of its own to point at.
    const Span trimmed = facts.message().trimmed(*date.field);
    if (trimmed.empty()) {
      report(date.field->name, "no date at all");
    } else {
      report(trimmed, "no time zone");
    }
  }
}

}  // namespace

constinit const Rule date_invalid_syntax{
    .id = "date-invalid-syntax",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Date is not in the form of RFC 5322",
    .why =
        "Clients show no date, the current one or 1970, and spam filters count a broken date "
        "heavily.",
    .remedy = "Write it like this: Mon, 23 Nov 2026 09:13:00 +0100. Let the mail library do it.",
    .references = date_syntax,
    .check = check<DateProblem::invalid_syntax>,
};

constinit const Rule date_wrong_weekday{
    .id = "date-wrong-weekday",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Weekday does not match the date",
    .why = "The standard demands that it fits; a mismatch tells filters of a home-made generator.",
    .remedy = "Compute the weekday from the date, or leave it out.",
    .references = date_syntax,
    .check = check<DateProblem::wrong_weekday>,
};

constinit const Rule date_bad_zone{
    .id = "date-bad-zone",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Time zone is not a sign and four digits in range",
    .why = "Programs read another time or none: the message sorts wrongly and looks forged.",
    .remedy = "Write the offset from UTC like this: +0100, without a colon.",
    .references = date_syntax,
    .check = check<DateProblem::bad_zone>,
};

constinit const Rule date_obsolete_zone{
    .id = "date-obsolete-zone",
    .severity = Severity::info,
    .criterion = Criterion::technical,
    .summary = "Time zone is a name",
    .why = "Names like EST or GMT must not be generated any more, and most of them are ambiguous.",
    .remedy = "Write the offset in digits: +0000 for GMT.",
    .references = obsolete_dates,
    .check = check<DateProblem::obsolete_zone>,
};

constinit const Rule date_two_digit_year{
    .id = "date-two-digit-year",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Year has fewer than four digits",
    .why = "The form is obsolete since 2001; programs disagree about the century.",
    .remedy = "Write the year with four digits.",
    .references = obsolete_dates,
    .check = check<DateProblem::two_digit_year>,
};

constinit const Rule date_impossible{
    .id = "date-impossible",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Date or time does not exist",
    .why =
        "There is no such day or hour, so clients show nothing or something else, and filters "
        "take the message for forged.",
    .remedy = "Check how the sending program builds the date.",
    .references = date_syntax,
    .check = check<DateProblem::impossible>,
};

}  // namespace maillint::rules
