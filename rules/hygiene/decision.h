// From all that is known of an address to what to do with it. No clock, no state: the same events
// give the same decision, whatever order they came in.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "rules/hygiene/event.h"
#include "rules/hygiene/policy.h"

namespace maillint {

/// Stored as numbers: never renumber.
enum class Treatment : std::uint8_t { keep = 0, pause = 1, remove = 2, held = 3 };
std::string_view name(Treatment action);

/// Stored as numbers: never renumber.
enum class HygieneReason : std::uint8_t {
  nothing = 0,       // no bounce counts
  not_at_fault = 1,  // bounces, but for reasons that are not the address's
  hard = 2,
  hard_waiting = 3,   // the quiet period runs
  hard_unproven = 4,  // one bounce of which nobody knows whose mail it answers
  soft = 5,
  soft_over = 6,       // a pause that ended
  soft_too_often = 7,  // escalated
  complaint = 8,
  unsubscribed = 9,
  delivered = 10,   // later than the bounces
  released = 11,    // by hand
  protected_ = 12,  // on the --never list
};
std::string_view name(HygieneReason reason);

/// An event as it is remembered.
struct PastEvent {
  std::int64_t time = 0;
  EventKind kind = EventKind::other;
  bool unproven = false;
};

struct Decision {
  Treatment action = Treatment::keep;
  HygieneReason reason = HygieneReason::nothing;
  std::optional<std::int64_t> until;  // of a pause
  /// When the clock alone may change this decision; absent: never.
  std::optional<std::int64_t> due;
  /// Index of the event that decided; absent without events.
  std::optional<std::size_t> deciding;
};

/// `events` in order of time; where times are equal, deliveries first.
Decision decide(std::span<const PastEvent> events, const HygienePolicy& policy, std::int64_t now,
                bool is_protected);

/// How long the last of soft bounces on so many days (1 or more) pauses an address, in seconds.
std::int64_t soft_pause_seconds(const HygienePolicy& policy, std::size_t bounce_days);

/// Whether a removal may be somebody's outage: the brake is for these, not for what people asked
/// for.
bool is_brakeable(HygieneReason reason);

/// Whether so many removals at one domain in one day look like its outage.
bool brakes(const HygienePolicy& policy, std::uint64_t removals, std::uint64_t known);

/// Events before others at the same second.
bool comes_before(const PastEvent& a, const PastEvent& b);

}  // namespace maillint
