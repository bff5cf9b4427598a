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

}  // namespace maillint::bounce
