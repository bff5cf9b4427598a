// RFC 3339 times, and times as reports print them.
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "lint/ascii.h"
#include "lint/calendar.h"
#include "lint/date.h"

namespace maillint {
namespace {

/// Reads exactly `count` digits at text[at].
bool read_digits(std::string_view text, std::size_t at, std::size_t count, int& out) {
  if (text.size() < at + count) return false;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!ascii::is_digit(text[i])) return false;
  }
  std::from_chars(text.data() + at, text.data() + at + count, out);
  return true;
}

struct Clock {
  calendar::Civil date;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// The wall clock in the zone of `time`.
Clock clock_of(const DateTime& time) {
  constexpr std::int64_t day_seconds = 86'400;
  const std::int64_t local = time.seconds + std::int64_t{time.zone_minutes} * 60;
  const std::int64_t days = (local >= 0 ? local : local - day_seconds + 1) / day_seconds;
  const int rest = static_cast<int>(local - days * day_seconds);
  return {.date = calendar::civil_from_days(days),
          .hour = rest / 3600,
          .minute = rest / 60 % 60,
          .second = rest % 60};
}

/// What is printed of a time, on the stack: a report has one for each hop.
class Text {
 public:
  void add(char c) { octets_[size_++] = c; }
  void add(std::string_view text) {
    for (const char c : text) add(c);
  }
  void add_two(int number) {
    add(static_cast<char>('0' + number / 10 % 10));
    add(static_cast<char>('0' + number % 10));
  }
  std::string take() const { return {octets_.data(), size_}; }

 private:
  std::array<char, 48> octets_;  // of a year of ten digits too
  std::size_t size_ = 0;
};

void add_date(Text& out, const Clock& clock) {
  const int year = clock.date.year;
  if (year < 0 || year > 9999) {
    out.add(fmt::format("{:04}", year));
  } else {
    out.add_two(year / 100);
    out.add_two(year % 100);
  }
  out.add('-');
  out.add_two(clock.date.month);
  out.add('-');
  out.add_two(clock.date.day);
}

void add_zone(Text& out, const DateTime& time, std::string_view separator) {
  const int minutes = time.zone_minutes < 0 ? -time.zone_minutes : time.zone_minutes;
  const bool west = time.zone_minutes < 0 || !time.zone_known;  // "-0000" of RFC 5322 3.3
  out.add(west ? '-' : '+');
  out.add_two(minutes / 60);
  out.add(separator);
  out.add_two(minutes % 60);
}

void add_time(Text& out, const Clock& clock) {
  out.add_two(clock.hour);
  out.add(':');
  out.add_two(clock.minute);
}

/// "Z", "+01:00" or "-05:30" and nothing after it.
bool read_zone(std::string_view text, DateTime& time) {
  if (text == "Z" || text == "z") return true;
  int hours = 0;
  int minutes = 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return false;
  if (!read_digits(text, 1, 2, hours) || !read_digits(text, 4, 2, minutes)) return false;
  if (hours > 23 || minutes > 59) return false;
  const int total = hours * 60 + minutes;
  time.zone_minutes = text[0] == '-' ? -total : total;
  time.zone_known = text != "-00:00";
  return true;
}

}  // namespace

std::optional<DateTime> parse_rfc3339(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!read_digits(text, 0, 4, year) || !read_digits(text, 5, 2, month) ||
      !read_digits(text, 8, 2, day) || text[4] != '-' || text[7] != '-')
    return std::nullopt;
  if (month < 1 || month > 12 || day < 1 || day > calendar::days_in_month(year, month))
    return std::nullopt;
  DateTime time;
  if (text.size() > 10) {
    if (text[10] != 'T' && text[10] != 't' && text[10] != ' ') return std::nullopt;
    if (!read_digits(text, 11, 2, hour) || !read_digits(text, 14, 2, minute) ||
        !read_digits(text, 17, 2, second) || text[13] != ':' || text[16] != ':')
      return std::nullopt;
    if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
    std::string_view rest = text.substr(19);
    if (rest.starts_with('.')) {
      rest.remove_prefix(1);
      if (rest.empty() || !ascii::is_digit(rest[0])) return std::nullopt;
      while (!rest.empty() && ascii::is_digit(rest[0])) rest.remove_prefix(1);
    }
    if (!read_zone(rest, time)) return std::nullopt;
  }
  const std::int64_t minutes =
      (calendar::days_from_civil(year, month, day) * 24 + hour) * 60 + minute - time.zone_minutes;
  time.seconds = minutes * 60 + second;
  return time;
}

std::string format_rfc3339(const DateTime& time) {
  const Clock clock = clock_of(time);
  Text out;
  add_date(out, clock);
  out.add('T');
  add_time(out, clock);
  out.add(':');
  out.add_two(clock.second);
  add_zone(out, time, ":");
  return out.take();
}

std::string format_date(const DateTime& time) {
  const Clock clock = clock_of(time);
  Text out;
  add_date(out, clock);
  out.add(' ');
  add_time(out, clock);
  out.add(' ');
  add_zone(out, time, "");
  return out.take();
}

}  // namespace maillint
