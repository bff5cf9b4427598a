// Undoing findings: edits applied to a message, the result checked again.
#pragma once

#include <cstddef>
#include <string>

#include "rules/maillint.h"

namespace maillint {

struct FixOptions {
  bool unsafe = false;  // also fixes that change what a reader sees or what was meant
  bool anyway = false;  // also messages that are signed or were received
};

struct Fixed {
  std::string octets;           // the message as it should be
  std::size_t undone = 0;       // findings that are gone; 0: nothing has changed
  std::size_t unsafe_left = 0;  // findings that only an unsafe fix undoes
  /// Why it is left alone although there are fixes: "it is signed (DKIM-Signature, line 3)".
  std::string refusal;
  /// A rule that would have found more afterwards, so that a fix was not made; "" mostly.
  std::string worse;
  bool unfinished = false;  // there is more to fix: a thousand findings of a rule a round
};

/// Applies fixes until there are none left that help, or until that takes too long (`unfinished`).
/// After each round there are fewer findings, and no rule finds more than before: of a round that
/// would make something worse parts are tried, and single fixes that do are left. Findings that
/// were silenced stay. Fixing the result again changes nothing, unless it is unfinished.
Fixed fix(Input input, const Options& options, const FixOptions& how);

}  // namespace maillint
