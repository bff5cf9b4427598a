// What one report says about addresses, reduced to what a decision needs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/maillint.h"

namespace maillint {

/// Stored as numbers: never renumber.
enum class EventKind : std::uint8_t {
  hard = 0,   // the address itself is at fault, for good
  soft = 1,   // the mailbox or its domain takes no mail now
  other = 2,  // refused for reasons that are not the address's, or only delayed
  delivered = 3,
  complaint = 4,
  unsubscribed = 5,
  released = 6,  // by hand: what came before no longer counts
};
std::string_view name(EventKind kind);

struct Event {
  std::string address;  // as written
  EventKind kind = EventKind::other;
  std::string category;
  std::string status;  // "5.1.1", or the reply code
  std::string provider;
  std::string text;  // what was said, cut
  std::uint32_t line = 0;
  /// With --own: nothing shows that the bounce answers mail of ours, and nothing speaks against it.
  bool unproven = false;
  /// Of a log or a list of events: its own identity; empty for a message, which is one piece of
  /// evidence.
  std::string identity;
  /// Of a log or a list of events: what is said there, in seconds; absent where it says nothing.
  std::optional<std::int64_t> time;
};

/// Whether a report answers mail of ours.
enum class Ownership : std::uint8_t { ours, unproven, foreign };

/// One input, read.
struct Reading {
  ReportKind kind = ReportKind::none;
  Ownership ownership = Ownership::ours;
  std::string foreign_domain;  // of the returned message's Message-ID
  std::vector<Event> events;
  bool complaint_without_address = false;
  std::optional<std::int64_t> time;  // seconds; when the report came, by its Received field
  /// Octets to be hashed: equal for two copies of one bounce, whatever was added on the way.
  std::string identity;
};

/// `own`: our domains, lower case; empty: whose mail was bounced is not asked.
/// `options`: those that explained the report; `now` counts for lines of logs that tell no year.
Reading read_events(const Report& report, std::span<const std::string> own, const Options& options);

/// By the returned message's Message-ID, Return-Path, From and signature, the references of the
/// report, and the address it was sent to (VERP).
Ownership ownership_of(const Report& report, std::span<const std::string> own,
                       std::string& foreign_domain);

/// The form in which addresses are compared: lower case, the domain in A-labels.
std::string address_key(std::string_view address);

}  // namespace maillint
