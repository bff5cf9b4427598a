// What a piece of a notice says: reply, status, where in the dialogue, which host.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/hosts.h"

namespace maillint::bounce {

/// What one diagnostic text tells. Offsets are into the text given.
struct Diagnosis {
  std::string reply_code;
  std::string status;
  Command command = Command::none;
  std::string remote_mta;  // lower case
  std::string remote_ip;
  std::string words;  // one line, as people read it
  std::size_t begin = 0;
  std::size_t end = 0;

  bool has_reply() const { return !reply_code.empty() || !status.empty(); }
};

/// Reads a text such as "host mx.x[192.0.2.1] said: 550 5.1.1 No such user (in reply to RCPT TO
/// command)". Lines may be separated by LF. The words begin at the server's reply; without one
/// they are the whole text. The inner reply of a wrapper ("Remote server returned ... -> 550
/// 5.1.1") gives reply code and status.
Diagnosis diagnose(std::string_view text);

/// Reads what stands behind an address that ends at `begin` (0: there is none): a separator,
/// perhaps the server's name, its words. Offsets are into the whole text.
Diagnosis diagnose_behind(std::string_view text, std::size_t begin);

/// Whether words without a code say that a later try may succeed: "temporarily", "Try again after".
bool says_temporary(std::string_view words);

/// "RCPT TO", "rcpt", "MAIL FROM:<x>", "end of data", "DATA", "initial connection"...
Command command_of(std::string_view text);

/// Which command a text blames ("in reply to RCPT TO command", "after end of data").
Command find_command(std::string_view text);

/// Length of a host name and the white space behind it at the beginning of a text, else 0.
std::size_t host_length(std::string_view text);

/// The last "host[ip]" or "host [ip]" of text into the diagnosis.
void find_host(std::string_view text, Diagnosis& diagnosis);

}  // namespace maillint::bounce
