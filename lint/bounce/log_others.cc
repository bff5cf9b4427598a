// Logs that tell of no mail, however many numbers they hold.
#include <algorithm>
#include <array>
#include <string_view>

#include "lint/ascii.h"
#include "lint/bounce/log_readers.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

/// What HTTP servers and their clients write.
constexpr Phrases http_signs(std::to_array<std::string_view>(
    {" http/1.", " http/2", " http/3", " http status", "http_status", "method=get", "method=post",
     "method=put", "\"request\": \"", "\"request\":\"", " path=/"}));

constexpr std::array<std::string_view, 22> programs = {
    "sshd",           "cron",     "crond",    "kernel",  "sudo",    "su",      "systemd",
    "systemd-logind", "dhclient", "named",    "ntpd",    "chronyd", "nginx",   "apache2",
    "httpd",          "mysqld",   "mariadbd", "dockerd", "kubelet", "openvpn", "fail2ban.actions",
    "snmpd"};

/// "09:12:01" near the beginning.
bool has_clock(std::string_view line) {
  line = line.substr(0, 40);
  for (std::size_t at = line.find(':'); at != npos; at = line.find(':', at + 1)) {
    if (at >= 2 && at + 3 < line.size() && line[at + 3] == ':' && ascii::is_digit(line[at - 1]) &&
        ascii::is_digit(line[at + 1]))
      return true;
  }
  return false;
}

/// The name in "Nov 23 09:12:01 host sshd[550]: ..." and "2026-11-23T09:12:01+01:00 host sshd:
/// ...".
std::string_view program_of(std::string_view line) {
  const std::size_t colon = line.substr(0, 200).find(": ");
  if (colon == npos) return {};
  std::string_view head = line.substr(0, colon);
  const std::size_t bracket = head.find('[');
  if (bracket != npos) head = head.substr(0, bracket);
  const std::size_t space = head.rfind(' ');
  return space == npos ? std::string_view{} : head.substr(space + 1);
}

/// nginx's own: "2026/11/23 09:12:01 [error] 550#550: ...".
bool is_nginx_error(std::string_view line) {
  return line.size() > 24 && ascii::is_digit(line[0]) && line[4] == '/' && line[7] == '/' &&
         line[10] == ' ' && line[20] == '[';
}

}  // namespace

bool is_other_log(std::string_view line) {
  if (is_nginx_error(line)) return true;
  const std::string_view program = program_of(line);
  if (!program.empty() && has_clock(line) &&
      std::ranges::any_of(
          programs, [program](std::string_view known) { return ascii::equal(program, known); }))
    return true;
  // A reply may hold "https://x.example/?code=...".
  return http_signs.in(line.substr(0, 2048)) && line.find(" said: ") == npos &&
         line.find("smtp") == npos && line.find("SMTP") == npos;
}

}  // namespace maillint::bounce
