// What makes two copies of a bounce the same bounce.
#pragma once

#include <string>

#include "rules/hygiene/event.h"

namespace maillint {

/// Message-ID (or Date and From) and body. Line ends, mbox quoting and white space at the end do
/// not count, and neither do trace fields: a copy that came another way is the same bounce.
std::string identity_of(const Report& report);

/// Of one refusal in a log, which grows and is read again: its line, which holds the time.
std::string identity_of(const Report& report, const Refusal& refusal);

/// The line of a log that tells of the refusal, without its end; the diagnostic if no line does.
std::string_view line_of(const Report& report, const Refusal& refusal);

}  // namespace maillint
