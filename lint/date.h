// Dates of header fields: RFC 5322 3.3 with the obsolete forms of 4.3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/span.h"

namespace maillint {

/// A point in time and the zone it was written in.
struct DateTime {
  std::int64_t seconds = 0;       // since 1970-01-01T00:00:00Z; years 0 to 9999
  std::int32_t zone_minutes = 0;  // east of UTC
  bool zone_known = true;         // "-0000" and unknown zone names say nothing (RFC 5322 3.3)

  friend bool operator==(const DateTime&, const DateTime&) = default;
};

/// What is wrong with a date. Each has a rule date-*.
enum class DateProblem : std::uint8_t {
  invalid_syntax,
  wrong_weekday,
  bad_zone,
  obsolete_zone,
  two_digit_year,
  impossible,
};

struct DateProblemAt {
  DateProblem problem;
  Span span;  // source octets
};

struct ParsedDate {
  std::optional<DateTime> time;  // set whenever a time can be made out, also with problems
  std::vector<DateProblemAt> problems;
};

/// Reads a date-time, comments and folds allowed. `source_begin` is the source offset of text[0].
ParsedDate parse_date(std::string_view text, std::size_t source_begin);

/// RFC 3339 "2026-11-23T09:13:00+01:00" or "2026-11-23" (midnight UTC), as --now takes it.
std::optional<DateTime> parse_rfc3339(std::string_view text);
/// "2026-11-23T09:13:00+01:00".
std::string format_rfc3339(const DateTime& time);
/// "2026-11-23 09:13 +0100", for people.
std::string format_date(const DateTime& time);

}  // namespace maillint
