// ISO 8601, syslog, epoch and TAI64N times.
#include "rules/hygiene/line_time.h"

#include <fmt/format.h>

#include "lint/ascii.h"
#include "lint/bounce/event_time.h"
#include "lint/calendar.h"
#include "lint/date.h"
#include "rules/hygiene/policy.h"

namespace maillint {
namespace {

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

std::size_t digits_at(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && ascii::is_digit(text[count])) ++count;
  return count;
}

/// Without what stands before the time: the length of a frame, "<22>" and the version of RFC 5424
/// ("342 <22>1 "), a container's name ("postfix-1  | "), the type of a table's row ("b,").
std::string_view without_prefix(std::string_view line) {
  const std::size_t length = digits_at(line);
  if (length > 0 && line.substr(length).starts_with(" <")) line.remove_prefix(length + 1);
  const std::size_t end = line.find('>');
  if (line.starts_with('<') && end < 5 && digits_at(line.substr(1)) == end - 1) {
    line.remove_prefix(end + 1);
    if (line.size() > 2 && ascii::is_digit(line[0]) && line[1] == ' ') line.remove_prefix(2);
  }
  const std::size_t bar = line.substr(0, 80).find(" | ");
  if (bar != std::string_view::npos) line = ascii::trim(line.substr(bar + 3));
  if (line.size() > 2 && ascii::is_alpha(line[0]) && line[1] == ',') line.remove_prefix(2);
  return line;
}

/// Of a log whose lines are JSON: journald's, Docker's, and what programs write themselves.
std::optional<std::int64_t> json_time(std::string_view line) {
  constexpr std::string_view keys[] = {"\"__REALTIME_TIMESTAMP\"", "\"@timestamp\"",
                                       "\"timestamp\"", "\"time\"", "\"ts\""};
  for (const std::string_view key : keys) {
    const std::size_t at = line.find(key);
    if (at == std::string_view::npos) continue;
    std::string_view value = ascii::trim(line.substr(at + key.size()));
    if (!value.starts_with(':')) continue;
    value = ascii::trim(value.substr(1));
    if (value.starts_with('"')) value.remove_prefix(1);
    value = value.substr(0, value.find_first_of("\",}"));
    if (const std::optional<std::int64_t> time = bounce::read_time(value)) return time;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> time_of_line(std::string_view line, std::int64_t now) {
  line = ascii::trim(line).substr(0, 4096);
  if (line.starts_with('{')) return json_time(line);
  line = without_prefix(line);
  if (const std::optional<std::int64_t> time = bounce::read_time(line)) return time;
  if (const std::optional<std::int64_t> time = bounce::read_tai64n(line)) return time;
  return syslog_time(line, now);
}

}  // namespace maillint
