// Ranks the entries that fit a reply, by evidence that stands in the entries themselves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/catalogue/catalogue.h"
#include "rules/explain/signs.h"
#include "rules/report.h"

namespace maillint {

struct RankedEntry {
  const Entry* entry = nullptr;
  Verdict verdict = Verdict::possible;
  double confidence = 0;
  std::vector<std::string> evidence;
};

struct Ranking {
  std::vector<RankedEntry> entries;  // best first; empty only if the catalogue holds no fallback
  bool decided = true;
  std::vector<std::string> would_decide;
  /// How the first entry was found: by its own words, by words near each other, or by the code.
  enum class By : std::uint8_t { words, near, code } by = By::code;
  std::string provider;  // of the host, or of the words where only one provider uses them
};

/// A category that says no cause.
bool is_vague(std::string_view category);

/// Who refused stands before text, text before codes. `provider`: --provider, "" if not given.
/// `text` is the diagnostic, or what else of the report speaks for it, normalised
/// (normalise_reply).
Ranking rank(const Catalogue& catalogue, const Signs& signs, std::string_view provider,
             std::string_view text);

}  // namespace maillint
