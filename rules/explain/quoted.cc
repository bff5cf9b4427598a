// Facts that replies quote in their words: IP addresses, waits.
#include <charconv>

#include "lint/ascii.h"
#include "rules/explain/signs.h"

namespace maillint {
namespace {

/// Length of a dotted IPv4 address at the start of the text, 0 if there is none.
std::size_t match_ipv4(std::string_view text) {
  std::size_t at = 0;
  for (int octet = 0; octet < 4; ++octet) {
    if (octet > 0) {
      if (at >= text.size() || text[at] != '.') return 0;
      ++at;
    }
    unsigned value = 0;
    const char* begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), value);
    if (error != std::errc() || value > 255 || end - begin > 3) return 0;
    at = static_cast<std::size_t>(end - text.data());
  }
  // "1.2.3.4.5" is a version, and so is "1.2.3.4-7".
  if (at < text.size() && (ascii::is_alnum(text[at]) || text[at] == '-')) return 0;
  if (at + 1 < text.size() && text[at] == '.' && ascii::is_digit(text[at + 1])) return 0;
  return at;
}

/// Length of an IPv6 address at the start of the text: at least three colons, hexadecimal digits.
std::size_t match_ipv6(std::string_view text) {
  std::size_t at = 0;
  int colons = 0;
  while (at < text.size() && at < 45 && (ascii::is_hex(text[at]) || text[at] == ':')) {
    colons += text[at] == ':';
    ++at;
  }
  while (at > 0 && text[at - 1] == ':') --at;
  return colons >= 3 && text.substr(0, at).find(':') != std::string_view::npos ? at : 0;
}

}  // namespace

std::string quoted_ip(std::string_view text, std::string_view other) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!ascii::is_hex(text[i])) continue;
    if (i > 0 && (ascii::is_alnum(text[i - 1]) || text[i - 1] == '.' || text[i - 1] == ':'))
      continue;
    std::size_t length = ascii::is_digit(text[i]) ? match_ipv4(text.substr(i, 16)) : 0;
    if (length == 0) length = match_ipv6(text.substr(i, 46));
    if (length == 0) continue;
    const std::string_view ip = text.substr(i, length);
    if (ip != other) return std::string(ip);
    i += length - 1;
  }
  return {};
}

std::optional<std::uint32_t> quoted_wait_seconds(std::string_view text) {
  struct Unit {
    std::string_view name;
    std::uint32_t seconds;
  };
  constexpr Unit units[] = {{"sec", 1},  {"min", 60}, {"hour", 3600},
                            {"h", 3600}, {"s", 1},    {"day", 86'400}};
  constexpr std::string_view leads[] = {"after ", "in ", "for ", "wait ", "within ", "least "};
  for (const std::string_view lead : leads) {
    for (std::size_t at = text.find(lead); at != std::string_view::npos;
         at = text.find(lead, at + 1)) {
      std::string_view rest = text.substr(at + lead.size());
      std::uint32_t number = 0;
      const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
      if (error != std::errc() || number > 100'000) continue;
      rest = ascii::trim(rest.substr(static_cast<std::size_t>(end - rest.data())));
      std::size_t letters = 0;
      while (letters < rest.size() && ascii::is_alpha(rest[letters])) ++letters;
      const std::string_view word = rest.substr(0, letters);
      for (const Unit& unit : units) {
        const bool fits = unit.name.size() == 1 ? word == unit.name : word.starts_with(unit.name);
        if (fits) return number * unit.seconds;
      }
    }
  }
  return std::nullopt;
}

}  // namespace maillint
