// Explaining texts and test files, with a clock that stands still.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "rules/maillint.h"
#include "tests/rules/catalogue_files.h"

namespace maillint::test {

/// The clock of these tests: the week after all the bounces.
inline Options with_clock(Options options) {
  options.now = {.seconds = 1'795'392'000};  // 2026-11-23
  return options;
}

inline Report explain_text(std::string text, const Options& given = {}) {
  const Options options = with_clock(given);
  return explain({.path = "test", .octets = std::move(text), .origin = {}}, options);
}

inline Report explain_file(const std::string& file, const Options& given = {}) {
  const Options options = with_clock(given);
  return explain({.path = file, .octets = read_file(bounces() / file), .origin = {}}, options);
}

inline const ExplainedRefusal& first_refusal(const Report& report) {
  static const ExplainedRefusal none;
  EXPECT_FALSE(report.recipients.empty() && report.errors.empty()) << report.path;
  if (!report.recipients.empty()) return report.recipients.front();
  return report.errors.empty() ? none : report.errors.front();
}

inline std::vector<std::string> ids(const ExplainedRefusal& refusal) {
  std::vector<std::string> out;
  for (const Explanation& explanation : refusal.explanations) out.push_back(explanation.id);
  return out;
}

inline std::string first_id(const Report& report) {
  const std::vector<std::string> all = ids(first_refusal(report));
  return all.empty() ? "" : all.front();
}

}  // namespace maillint::test
