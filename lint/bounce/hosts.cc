// Names and addresses of hosts.
#include "lint/bounce/hosts.h"

#include "lint/ascii.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

using ascii::is_alnum;
using ascii::is_digit;

bool is_ip_address(std::string_view text) {
  if (ascii::starts_with(text, "ipv6:")) text.remove_prefix(5);
  if (text.size() < 3 || text.size() > 45) return false;
  std::size_t dots = 0;
  std::size_t colons = 0;
  bool digits_only = true;
  for (const char c : text) {
    if (c == '.') {
      ++dots;
    } else if (c == ':') {
      ++colons;
    } else if (!ascii::is_hex(c)) {
      return false;
    } else if (!is_digit(c)) {
      digits_only = false;
    }
  }
  // "10:15:00" is a time.
  if (colons >= 2) return colons > 2 || !digits_only || text.find("::") != npos;
  return colons == 0 && dots == 3 && digits_only && is_digit(text.front()) && is_digit(text.back());
}

bool is_host_name(std::string_view text) {
  if (text.size() < 4 || text.size() > 253) return false;
  std::size_t dots = 0;
  for (const char c : text) {
    if (c == '.') ++dots;
    if (!is_alnum(c) && c != '.' && c != '-' && c != '_') return false;
  }
  if (dots == 0 || text.front() == '.' || !is_alnum(text.front())) return false;
  const std::size_t last_dot = text.rfind('.');
  const std::string_view top = text.substr(last_dot + 1);
  return top.size() >= 2 && !is_digit(top.front()) && text.find("..") == npos;
}

}  // namespace maillint::bounce
