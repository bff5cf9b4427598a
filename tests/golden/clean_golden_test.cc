// Mail that nobody should complain about: no message of testdata/clean gets an error or a warning,
// under the profile and the stage that are guessed for it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "rules/maillint.h"

namespace maillint {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(MAILLINT_ROOT) / "testdata" / "clean";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// "a.eml:9:22: warning subject-ends-exclamation: ends with '!'", a line a place.
std::string complaints(const fs::path& path) {
  Options options;
  options.now = *parse_rfc3339("2026-11-23T20:00:00Z");
  const Report report = check({.path = path.filename().string(), .octets = read(path)}, options);
  std::string lines;
  for (const RuleFindings& findings : report.findings) {
    for (const Finding& finding : findings.places) {
      if (finding.severity == Severity::info) continue;
      const Position at = report.message->source().position(finding.place.source.begin);
      lines += fmt::format(
          "{}:{}:{}: {} {} ({} mail): {}\n", report.path, at.line, at.column,
          name(finding.severity), findings.rule->id, name(report.settings.profile),
          finding.detail.message.empty() ? findings.rule->summary : finding.detail.message);
    }
  }
  return lines;
}

TEST(CleanMail, GetsNoErrorAndNoWarning) {
  std::vector<fs::path> messages;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    EXPECT_EQ(entry.path().extension(), ".eml") << entry.path();
    messages.push_back(entry.path());
  }
  std::ranges::sort(messages);
  EXPECT_GE(messages.size(), 45U);
  for (const fs::path& message : messages) EXPECT_EQ(complaints(message), "");
}

}  // namespace
}  // namespace maillint
