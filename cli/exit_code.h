// What the program ends with; the highest one wins.
#pragma once

#include <cstdint>

namespace maillint::cli {

enum class ExitCode : std::uint8_t {
  clean = 0,     // nothing at or above --fail-on
  findings = 1,  // findings at or above it; with --strict, an error nobody knows
  usage = 2,     // the command line or a configuration is wrong
  unread = 3,    // an input could not be read, or the output not be written
  internal = 4,  // a fault of ours, or memory ran out
};

constexpr ExitCode worst(ExitCode a, ExitCode b) { return a < b ? b : a; }

}  // namespace maillint::cli
