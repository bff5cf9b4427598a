// IP addresses as text.
#include "lint/ip_text.h"

#include "lint/ascii.h"

namespace maillint {

bool is_ipv4_text(std::string_view text) {
  if (text.size() < 7 || text.size() > 15) return false;
  unsigned value = 0;
  unsigned digits = 0;
  unsigned dots = 0;
  for (const char c : text) {
    if (c == '.') {
      if (digits == 0) return false;
      ++dots;
      value = digits = 0;
      continue;
    }
    if (!ascii::is_digit(c) || ++digits > 3) return false;
    value = value * 10 + static_cast<unsigned>(c - '0');
    if (value > 255) return false;
  }
  return dots == 3 && digits > 0;
}

bool is_ipv6_text(std::string_view text) {
  if (text.size() < 2 || text.size() > 45) return false;
  unsigned groups = 0;
  bool gap = false;
  std::size_t i = 0;
  if (text.starts_with("::")) {
    gap = true;
    i = 2;
  }
  while (i < text.size()) {
    std::size_t end = i;
    while (end < text.size() && ascii::is_hex(text[end])) ++end;
    if (end < text.size() && text[end] == '.') {  // "::ffff:192.0.2.1"
      if (!is_ipv4_text(text.substr(i))) return false;
      groups += 2;
      break;
    }
    if (end == i || end - i > 4) return false;
    ++groups;
    if (end == text.size()) break;
    if (text[end] != ':') return false;
    i = end + 1;
    if (i == text.size()) return false;  // "1:"
    if (text[i] == ':') {
      if (gap) return false;
      gap = true;
      ++i;
    }
  }
  return gap ? groups < 8 : groups == 8;
}

}  // namespace maillint
