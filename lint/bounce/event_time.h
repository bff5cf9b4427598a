// Times as programs write them into events and logs.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace maillint::bounce {

/// Seconds since 1970, of "1763885521", "1763885521.5", milliseconds, microseconds or nanoseconds,
/// and of "2026-11-23T09:12:01.123+01:00" or "2026-11-23 09:12:01+0100" (UTC without a zone) that
/// text begins with. Before 2000 and after 2100 a number is no time.
std::optional<std::int64_t> read_time(std::string_view text);

/// "@4000000067..." that multilog writes before a line (TAI64N).
std::optional<std::int64_t> read_tai64n(std::string_view text);

}  // namespace maillint::bounce
