// When an address leaves a list: the numbers, and how people set them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lint/result.h"

namespace maillint {

inline constexpr std::int64_t seconds_a_day = 86'400;

/// What `maillint hygiene` decides by. Times are in days.
struct HygienePolicy {
  /// A hard bounce removes at once (0), or when so many days went by without a delivery.
  std::uint32_t hard_after_days = 0;
  /// So many soft bounces on different days...
  std::uint32_t soft_count = 5;
  /// ...over at least so many days remove; 0 for soft_count: never.
  std::uint32_t soft_days = 30;
  /// Soft bounces older than so many days before the last one no longer count.
  std::uint32_t soft_window_days = 90;
  /// A soft bounce pauses for so long, each further one for twice as long...
  std::uint32_t pause_days = 3;
  /// ...up to so long.
  std::uint32_t pause_max_days = 30;
  /// Removals at one domain in a day above both are held back; 100 percent: none ever is.
  std::uint32_t brake_percent = 5;
  std::uint32_t brake_count = 20;

  friend bool operator==(const HygienePolicy&, const HygienePolicy&) = default;
};

/// Changes `policy` by "hard-after=7d,soft-count=3"; "brake=off" is brake-percent=100.
Result<void> apply_policy(HygienePolicy& policy, std::string_view text);

/// All settings in the form that apply_policy() reads.
std::string describe(const HygienePolicy& policy);

}  // namespace maillint
