// What makes two copies of a bounce the same bounce.
#pragma once

#include <cstdint>
#include <string>

#include "rules/hygiene/event.h"

namespace maillint {

/// Message-ID (or Date and From) and body. Line ends, mbox quoting and white space at the end do
/// not count, and neither do trace fields: a copy that came another way is the same bounce.
std::string identity_of(const Report& report);

/// Of one refusal in a log, which grows and is read again: its line, which holds the time.
std::string identity_of(const Report& report, const Refusal& refusal);

/// Of one event that a mail service posted: whom, when and what. Without a time `list`, a hash of
/// the list that it is from, belongs to it.
std::string identity_of_event(const Refusal& refusal, std::uint64_t list);

/// The line of a log that tells of the refusal, without its end, or a piece of a very long one; the
/// diagnostic if no line does.
std::string_view line_of(const Report& report, const Refusal& refusal);

}  // namespace maillint
