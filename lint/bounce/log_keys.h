// Log lines of any program that names what it logs: "rcpt=<jane@x.example> response="550 ..."".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "lint/bounce/delivery_report.h"

namespace maillint::bounce {

struct KeyedLine {
  Refusal refusal;              // address and action
  std::size_t words_begin = 0;  // of the server's words in the line
  std::size_t words_end = 0;
  std::string words;  // instead, where they stand in pieces
};

/// Reads a line that holds a time, a recipient under a known key ("to=", "rcpt: ", "RCPT TO:") and
/// a refusal. nullopt if it is none.
std::optional<KeyedLine> read_keyed_line(std::string_view line);

/// Whether a line that begins with a time tells what another server said, or what was refused, and
/// names nobody: "Nov 16 09:13:00 mx postfix/smtp[12]: 4X: host mx.x.example said: 451 4.7.1 ...".
bool quotes_refusal(std::string_view line);

}  // namespace maillint::bounce
