// Times as programs write them into events and logs.
#include "lint/bounce/event_time.h"

#include <charconv>
#include <string>

#include "lint/ascii.h"
#include "lint/date.h"

namespace maillint::bounce {

namespace {

constexpr std::int64_t year_2000 = 946'684'800;
constexpr std::int64_t year_2100 = 4'102'444'800;

std::optional<std::int64_t> read_epoch(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && ascii::is_digit(text[digits])) ++digits;
  if (digits < 9 || digits > 19) return std::nullopt;
  if (digits < text.size() && text[digits] != '.' && text[digits] != ' ') return std::nullopt;
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + digits, number);
  for (int unit = 0; unit < 3 && number >= std::uint64_t{year_2100}; ++unit) number /= 1000;
  const auto seconds = static_cast<std::int64_t>(number);
  if (seconds < year_2000 || seconds >= year_2100) return std::nullopt;
  return seconds;
}

/// "+01:00", "+0100", "-05": seconds east of UTC; 0 for anything else.
std::int64_t read_zone(std::string_view text) {
  if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) return 0;
  const auto two = [text](std::size_t at) {
    if (at + 1 >= text.size() || !ascii::is_digit(text[at]) || !ascii::is_digit(text[at + 1]))
      return 0;
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
  };
  const std::size_t minutes = text.size() > 3 && text[3] == ':' ? 4 : 3;
  const std::int64_t seconds = two(1) * 3600 + two(minutes) * 60;
  return text[0] == '-' ? -seconds : seconds;
}

/// Whether text begins with " +0100" or " -05:00".
bool is_zone_apart(std::string_view text) {
  if (text.size() < 6 || text[0] != ' ' || (text[1] != '+' && text[1] != '-')) return false;
  const std::size_t minutes = text[4] == ':' ? 5 : 4;
  if (text.size() < minutes + 2) return false;
  return ascii::is_digit(text[2]) && ascii::is_digit(text[3]) && ascii::is_digit(text[minutes]) &&
         ascii::is_digit(text[minutes + 1]);
}

}  // namespace

std::optional<std::int64_t> read_time(std::string_view text) {
  if (const std::optional<std::int64_t> epoch = read_epoch(text)) return epoch;
  constexpr std::size_t date_and_time = 19;
  if (text.size() < date_and_time || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
  std::string plain(text.substr(0, date_and_time));
  plain[10] = 'T';
  const std::optional<DateTime> time = parse_rfc3339(plain + 'Z');
  if (!time) return std::nullopt;
  std::size_t end = date_and_time;
  if (end < text.size() && (text[end] == '.' || text[end] == ',')) {
    ++end;
    while (end < text.size() && ascii::is_digit(text[end])) ++end;
  }
  if (is_zone_apart(text.substr(end))) ++end;
  return time->seconds - read_zone(text.substr(end));
}

std::optional<std::int64_t> read_tai64n(std::string_view text) {
  constexpr std::size_t label = 17;  // "@" and 16 digits of seconds; nanoseconds follow
  constexpr std::uint64_t epoch = 0x4000000000000000;  // 1970, ten seconds ahead of UTC
  constexpr std::uint64_t ahead = 10;
  if (text.size() < label || text[0] != '@') return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data() + 1, text.data() + label, number, 16);
  if (problem != std::errc() || end != text.data() + label || number < epoch + ahead)
    return std::nullopt;
  const auto seconds = static_cast<std::int64_t>(number - epoch - ahead);
  if (seconds < year_2000 || seconds >= year_2100) return std::nullopt;
  return seconds;
}

}  // namespace maillint::bounce
