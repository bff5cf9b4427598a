// Findings one place at a time, for formats that know files and lines but no messages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "lint/span.h"
#include "rules/report.h"

namespace maillint::cli {

/// One place of one finding. Texts are escaped and clipped.
struct Annotation {
  const Rule* rule = nullptr;
  Severity severity = Severity::warning;
  Position begin;                     // columns in octets, from 1
  Position end;                       // exclusive
  std::uint64_t begin_character = 1;  // columns in code points, from 1
  std::uint64_t end_character = 1;    // exclusive
  std::uint64_t offset = 0;           // octets of the file
  std::uint64_t length = 0;
  std::string message;      // with the place in the decoded part, where that is another one
  std::vector<Edit> edits;  // of rule->fix; offsets are the message's
  std::uint64_t message_offset = 0;        // where the message begins in the file
  const Suppressed* suppressed = nullptr;  // of the report; nullptr if it is reported
  std::string fingerprint;  // of rule, path, words and their number in the file: unique in a run
};

/// Of one report in its order: worst rule first, places in source order. Empty for an input that
/// could not be read. `with_suppressed`: those that are not reported follow, for formats that tell
/// both.
std::vector<Annotation> annotations_of(const Report& report, bool with_suppressed = false);

}  // namespace maillint::cli
