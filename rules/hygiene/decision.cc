// The policy engine.
#include "rules/hygiene/decision.h"

#include <algorithm>
#include <vector>

namespace maillint {
namespace {

std::int64_t days(std::uint32_t count) { return static_cast<std::int64_t>(count) * seconds_a_day; }

std::int64_t day_of(std::int64_t time) {
  return time >= 0 ? time / seconds_a_day : (time + 1) / seconds_a_day - 1;
}

struct Mark {
  std::int64_t time = 0;
  std::size_t index = 0;
};

/// What still counts, after deliveries and releases took away what came before them.
struct Standing {
  std::vector<Mark> hard, unproven, soft;
  std::optional<Mark> complaint, unsubscribed, cleared, other;
  HygieneReason cleared_by = HygieneReason::delivered;

  void clear(const PastEvent& event, std::size_t index) {
    if (!hard.empty() || !unproven.empty() || !soft.empty()) {
      cleared = Mark{event.time, index};
      cleared_by = HygieneReason::delivered;
    }
    hard.clear();
    unproven.clear();
    soft.clear();
  }

  void add(const PastEvent& event, std::size_t index) {
    const Mark mark{event.time, index};
    switch (event.kind) {
      case EventKind::hard:
        (event.unproven ? unproven : hard).push_back(mark);
        break;
      case EventKind::soft:
        soft.push_back(mark);
        break;
      case EventKind::other:
        other = mark;
        break;
      case EventKind::delivered:
        if (!event.unproven) clear(event, index);
        break;
      case EventKind::complaint:
        complaint = mark;
        break;
      case EventKind::unsubscribed:
        unsubscribed = mark;
        break;
      case EventKind::released:
        clear(event, index);
        complaint.reset();
        unsubscribed.reset();
        cleared = mark;
        cleared_by = HygieneReason::released;
        break;
    }
  }
};

Decision make(Treatment action, HygieneReason reason, const Mark& mark) {
  return {.action = action, .reason = reason, .until = {}, .due = {}, .deciding = mark.index};
}

/// A pause that ends, and what the address is after it.
Decision pause_until(std::int64_t end, std::int64_t now, HygieneReason reason,
                     HygieneReason afterwards, const Mark& mark) {
  if (now >= end) return make(Treatment::keep, afterwards, mark);
  Decision decision = make(Treatment::pause, reason, mark);
  decision.until = end;
  decision.due = end;
  return decision;
}

std::optional<Decision> decide_hard(Standing& standing, const HygienePolicy& policy,
                                    std::int64_t now) {
  std::vector<Mark>& unproven = standing.unproven;
  // Nobody forges the same bounce twice at the right times; a day apart they prove each other.
  if (!unproven.empty() && unproven.back().time - unproven.front().time >= seconds_a_day) {
    standing.hard.insert(standing.hard.end(), unproven.begin(), unproven.end());
    std::ranges::sort(standing.hard, {}, &Mark::index);
    unproven.clear();
  }
  if (!standing.hard.empty()) {
    const Mark& last = standing.hard.back();
    const std::int64_t end = standing.hard.front().time + days(policy.hard_after_days);
    if (now >= end || policy.hard_after_days == 0)
      return make(Treatment::remove, HygieneReason::hard, last);
    Decision decision = make(Treatment::pause, HygieneReason::hard_waiting, last);
    decision.until = end;
    decision.due = end;
    return decision;
  }
  if (unproven.empty()) return std::nullopt;
  const Mark& last = unproven.back();
  return pause_until(last.time + days(policy.pause_max_days), now, HygieneReason::hard_unproven,
                     HygieneReason::soft_over, last);
}

std::optional<Decision> decide_soft(const Standing& standing, const HygienePolicy& policy,
                                    std::int64_t now) {
  if (standing.soft.empty()) return std::nullopt;
  const Mark& last = standing.soft.back();
  // Several bounces of one day are one mailing, or one outage.
  std::vector<std::int64_t> on_days;
  for (const Mark& mark : standing.soft) {
    if (mark.time < last.time - days(policy.soft_window_days)) continue;
    if (on_days.empty() || on_days.back() != day_of(mark.time))
      on_days.push_back(day_of(mark.time));
  }
  if (policy.soft_count > 0 && on_days.size() >= policy.soft_count &&
      on_days.back() - on_days.front() >= policy.soft_days)
    return make(Treatment::remove, HygieneReason::soft_too_often, last);
  return pause_until(last.time + soft_pause_seconds(policy, on_days.size()), now,
                     HygieneReason::soft, HygieneReason::soft_over, last);
}

}  // namespace

std::string_view name(Treatment action) {
  constexpr std::string_view names[] = {"keep", "pause", "remove", "held"};
  return names[static_cast<std::size_t>(action)];
}

std::string_view name(HygieneReason reason) {
  constexpr std::string_view names[] = {
      "none",      "not-at-fault", "hard",           "hard-waiting", "hard-unproven",
      "soft",      "soft-over",    "soft-too-often", "complaint",    "unsubscribed",
      "delivered", "released",     "protected"};
  return names[static_cast<std::size_t>(reason)];
}

bool comes_before(const PastEvent& a, const PastEvent& b) {
  if (a.time != b.time) return a.time < b.time;
  const bool a_clears = a.kind == EventKind::delivered;
  const bool b_clears = b.kind == EventKind::delivered;
  if (a_clears != b_clears) return a_clears;
  // What a person releases is released from all that is known at that moment.
  return a.kind != EventKind::released && b.kind == EventKind::released;
}

Decision decide(std::span<const PastEvent> events, const HygienePolicy& policy, std::int64_t now,
                bool is_protected) {
  Standing standing;
  for (std::size_t i = 0; i < events.size(); ++i) standing.add(events[i], i);
  const auto kept = [](HygieneReason reason, const Mark& mark) {
    return make(Treatment::keep, reason, mark);
  };
  if (is_protected) {
    Decision decision;
    if (!events.empty()) decision.deciding = events.size() - 1;
    decision.reason = HygieneReason::protected_;
    return decision;
  }
  if (standing.complaint)
    return make(Treatment::remove, HygieneReason::complaint, *standing.complaint);
  if (standing.unsubscribed)
    return make(Treatment::remove, HygieneReason::unsubscribed, *standing.unsubscribed);
  if (const std::optional<Decision> decision = decide_hard(standing, policy, now)) return *decision;
  if (const std::optional<Decision> decision = decide_soft(standing, policy, now)) return *decision;
  if (standing.cleared) return kept(standing.cleared_by, *standing.cleared);
  if (standing.other) return kept(HygieneReason::not_at_fault, *standing.other);
  return {};
}

std::int64_t soft_pause_seconds(const HygienePolicy& policy, std::size_t bounce_days) {
  std::uint64_t length = policy.pause_days;
  for (std::size_t i = 1; i < bounce_days && length < policy.pause_max_days; ++i) length *= 2;
  length = std::min<std::uint64_t>(length, policy.pause_max_days);
  return days(static_cast<std::uint32_t>(length));
}

bool is_brakeable(HygieneReason reason) {
  return reason == HygieneReason::hard || reason == HygieneReason::soft_too_often;
}

bool brakes(const HygienePolicy& policy, std::uint64_t removals, std::uint64_t known) {
  if (policy.brake_percent >= 100) return false;
  return removals > policy.brake_count && removals * 100 > known * policy.brake_percent;
}

}  // namespace maillint
