// The recipients of a report: each address once, its worst action kept, details filled in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lint/bounce/delivery_report.h"

namespace maillint::bounce {

/// Fills what `refusal` lacks (codes, command, host) from another account of the same refusal.
void fill_in(Refusal& refusal, const Refusal& other);

/// Whether the accounts of an address are of one message, and fill each other in, or of one each:
/// the lines of a log, the events of a list.
enum class Accounts : std::uint8_t { of_one_message, of_one_each };

class RecipientList {
 public:
  explicit RecipientList(Accounts accounts = Accounts::of_one_message) : accounts_(accounts) {}

  /// The account that does not stand in the list, if the address had one before.
  std::optional<Refusal> add(Refusal refusal);
  /// nullptr if the address is unknown; letters' case does not count.
  Refusal* find(const std::string& address);
  std::vector<Refusal>& all() { return refusals_; }

 private:
  Accounts accounts_;
  std::vector<Refusal> refusals_;
  std::unordered_map<std::string, std::size_t> index_;
};

/// bounce if anything failed, else delay, else feedback if anybody complained, else success.
ReportKind kind_of(const std::vector<Refusal>& recipients);

/// Whether `addresses` (X-Failed-Recipients) are known and no refusal is of any of them.
bool names_none_of(const std::vector<Refusal>& refusals, const std::vector<std::string>& addresses);

/// Fills in what Sendmail says of a refusal in its transcript only.
void fill_from_transcript(Refusal& refusal, const Refusal& from);

/// Sendmail tries hosts and aliases one after the other: of several final refusals of an address
/// the last one stands, and changes places with the first. One that only repeats a server's reply
/// in Sendmail's words stays behind it.
void put_last_first(std::vector<Refusal>& refusals);

}  // namespace maillint::bounce
