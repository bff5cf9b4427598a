// ISO 8601 and syslog times.
#include "rules/hygiene/line_time.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "lint/ascii.h"
#include "lint/date.h"
#include "rules/hygiene/policy.h"

namespace maillint {
namespace {

constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

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
  std::size_t month = 0;
  while (month < months.size() && months[month] != line.substr(0, 3)) ++month;
  if (month == months.size()) return std::nullopt;
  const std::string today = format_rfc3339({.seconds = now, .zone_minutes = 0});
  int year = 0;
  std::from_chars(today.data(), today.data() + 4, year);
  const char tens = line[4] == ' ' ? '0' : line[4];
  // A leap day may be some years ago.
  for (int back = -1; back < 8; ++back) {
    const std::optional<DateTime> time = parse_rfc3339(fmt::format(
        "{:04}-{:02}-{}{}T{}Z", year - back, month + 1, tens, line[5], line.substr(7, 8)));
    if (time && time->seconds <= now + seconds_a_day) return time->seconds;
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
