// What is remembered of addresses between runs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/file.h"
#include "cli/hygiene/sqlite.h"
#include "rules/hygiene/decision.h"

namespace maillint::cli {

/// By which an event or a bounce is known again: 16 octets.
std::string digest_of(std::string_view identity);

/// The keys of all addresses that a state removes. Changes nothing, and needs no permission to.
/// Throws DatabaseError.
std::vector<std::string> removed_addresses(const std::string& path);

/// An event with where it stands, as it goes into the state.
struct Evidence {
  std::string digest;  // of the bounce it is from, by digest_of()
  std::int64_t time = 0;
  std::string path;
  Event event;
};

/// A row of the report.
struct AddressRow {
  std::string address;
  Treatment action = Treatment::keep;
  HygieneReason reason = HygieneReason::nothing;
  std::optional<std::int64_t> until;
  std::uint64_t bounces = 0;
  std::optional<std::int64_t> first, last;             // seen
  std::string category, status, provider, text, path;  // of the event that decided
  std::uint64_t line = 0;
};

/// A domain whose removals are held back.
struct Brake {
  std::string domain;
  std::uint64_t held = 0;
  std::uint64_t known = 0;
};

enum class Choice : std::uint8_t {
  bounced,  // addresses with events
  changed,  // since the last mark_reported()
  all,
};

/// Changes are kept from one commit() to the next; a process killed in between loses what came
/// after the last one. Throws DatabaseError.
class HygieneState {
 public:
  /// An empty path: for this run only. `dry`: nothing is ever written.
  HygieneState(const std::string& path, bool dry);
  ~HygieneState();

  /// False if this bounce is known. A bounce once counted as not ours is not known.
  bool add_bounce(std::string_view digest, bool ours);
  /// Whether a line of a log was counted for an address that forget() erased since.
  bool is_forgotten(std::string_view digest);
  /// False if the address has this event.
  bool add_event(const Evidence& evidence);
  bool knows(std::string_view address);
  /// Of an imported list; true if it is new.
  bool add_known(std::string_view address);
  void commit();

  /// Replaces the list of addresses and domains ("@example.com") that are never removed.
  void set_protected(std::span<const std::string> patterns);
  /// False if the address is unknown. `digest` makes the event unique.
  bool release(std::string_view address, std::int64_t now);
  bool forget(std::string_view address);
  /// The number of addresses. An empty domain: all.
  std::uint64_t accept_held(std::string_view domain);
  std::uint64_t release_held(std::string_view domain, std::int64_t now);

  /// Decides again about every address of which something is new. All or nothing.
  void decide_all(const HygienePolicy& policy, std::int64_t now);
  std::vector<Brake> brakes();
  /// In order of address.
  void each(Choice choice, const std::function<void(const AddressRow&)>& use);
  void mark_reported();
  /// Addresses known, bounced or not.
  std::uint64_t known();

 private:
  struct Statements;

  std::int64_t id_of(std::string_view address, bool make);
  void decide_one(std::int64_t id, const HygienePolicy& policy, std::int64_t now);
  void judge_brakes(const HygienePolicy& policy, std::int64_t now);
  bool is_protected(std::string_view key);

  bool dry_;
  Database database_;
  std::unique_ptr<Statements> statements_;
  std::vector<std::string> protected_;  // sorted
};

}  // namespace maillint::cli
