// Ranks the entries that fit a reply, by evidence that stands in the entries themselves.
#pragma once

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
  std::string provider;  // of the host, or of the words where only one provider uses them
};

/// Who refused stands before text, text before codes. `provider`: --provider, "" if not given.
Ranking rank(const Catalogue& catalogue, const Signs& signs, std::string_view provider);

}  // namespace maillint
