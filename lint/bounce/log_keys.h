// Log lines of any program that names what it logs: "rcpt=<jane@x.example> response="550 ..."".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lint/bounce/delivery_report.h"

namespace maillint::bounce {

struct KeyedLine {
  Refusal refusal;    // address and action
  std::string words;  // the server's
};

/// Reads a line that holds a time, a recipient under a known key ("to=", "rcpt: ", "RCPT TO:") and
/// a refusal. nullopt if it is none.
std::optional<KeyedLine> read_keyed_line(std::string_view line);

/// Whether a line that begins with a time tells what another server said, or what was refused, and
/// names nobody: "Nov 16 09:13:00 mx postfix/smtp[12]: 4X: host mx.x.example said: 451 4.7.1 ...".
bool quotes_refusal(std::string_view line);

}  // namespace maillint::bounce
