// The time that a line of a log begins with.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace maillint {

/// Of "2026-11-23T09:14:00+01:00 ...", "2026-11-23 09:14:00 ...", "Nov 23 09:14:00 ...",
/// "1763885521.5 ...", "@4000000067... ", after "<22>" too, and of an object in JSON, in seconds. A
/// time without a zone counts as UTC; one without a year is the last one up to a day after `now`,
/// in seconds.
std::optional<std::int64_t> time_of_line(std::string_view line, std::int64_t now);

}  // namespace maillint
