// ISO 8601 and syslog times.
#include "rules/hygiene/line_time.h"

#include <fmt/format.h>

#include "lint/ascii.h"
#include "lint/calendar.h"
#include "lint/date.h"
#include "rules/hygiene/policy.h"

namespace maillint {
namespace {

std::optional<std::int64_t> iso_time(std::string_view line) {
  constexpr std::size_t date_and_time = 19;
  if (line.size() < date_and_time || (line[10] != 'T' && line[10] != ' ')) return std::nullopt;
  std::size_t end = line.find(' ', date_and_time);
  if (end == std::string_view::npos) end = line.size();
  std::string text(line.substr(0, end));
  text[10] = 'T';
  std::optional<DateTime> time = parse_rfc3339(text);
  // Postfix and rsyslog write a zone, Exim and Python none.
  if (!time) time = parse_rfc3339(text.substr(0, date_and_time) + 'Z');
  if (!time) return std::nullopt;
  return time->seconds;
}

std::optional<std::int64_t> syslog_time(std::string_view line, std::int64_t now) {
  constexpr std::size_t octets = 15;  // "Nov  3 09:14:00"
  if (line.size() < octets || line[3] != ' ' || line[6] != ' ') return std::nullopt;
  const int year = calendar::civil_from_days(now / seconds_a_day).year;
  // A leap day may be some years ago.
  for (int back = -1; back < 8; ++back) {
    const ParsedDate date =
        parse_date(fmt::format("{} {} {} {} +0000", line.substr(4, 2), line.substr(0, 3),
                               year - back, line.substr(7, 8)),
                   0);
    if (date.time && date.problems.empty() && date.time->seconds <= now + seconds_a_day)
      return date.time->seconds;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> time_of_line(std::string_view line, std::int64_t now) {
  line = ascii::trim(line);
  if (const std::optional<std::int64_t> time = iso_time(line)) return time;
  return syslog_time(line, now);
}

}  // namespace maillint
