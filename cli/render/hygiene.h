// Reports of hygiene.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cli/hygiene/state.h"
#include "cli/options.h"
#include "cli/render/style.h"

namespace maillint::cli {

/// What one run came to.
struct HygieneTotals {
  std::uint64_t inputs = 0;
  std::uint64_t reports = 0;  // of them: bounces, complaints, delays...
  std::uint64_t known_before = 0;
  std::uint64_t not_ours = 0;
  std::uint64_t unproven = 0;
  std::uint64_t without_address = 0;
  std::uint64_t unreadable = 0;
  std::map<std::string, std::uint64_t> foreign_domains;
  std::uint64_t addresses = 0;  // known to the state
  std::uint64_t of[4] = {};     // decisions by Treatment, among the rows printed
};

/// Prints rows one by one; nothing is kept but counts, except for people.
class HygieneRenderer {
 public:
  virtual ~HygieneRenderer() = default;
  virtual std::string begin() { return {}; }
  virtual std::string row(const AddressRow& row) = 0;
  virtual std::string end(const HygieneTotals& totals, const std::vector<Brake>& brakes) = 0;
};

struct HygieneLook {
  Format format = Format::text;
  bool colour = false;
  bool changes = false;    // only changes are shown
  bool own = true;         // --own was given
  bool remembered = true;  // --state was given
  bool dry_run = false;
  bool quiet = false;
  bool all = false;  // keep is printed, too
};

std::unique_ptr<HygieneRenderer> make_hygiene_renderer(const HygieneLook& look);
std::unique_ptr<HygieneRenderer> make_hygiene_text(const HygieneLook& look);

/// "2026-11-23", UTC.
std::string date_of(std::int64_t seconds);
/// Why, in words: "does not exist", "is full".
std::string reason_words(const AddressRow& row);

}  // namespace maillint::cli
