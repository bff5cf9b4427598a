// Reports for people, octet for octet: testdata/reports/<name>.eml beside <name>[.de].txt.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

namespace fs = std::filesystem;

/// "check-newsletter.eml" is checked, "explain-x.eml" explained, "show-x.eml" shown.
class Report : public testing::TestWithParam<std::string> {};

TEST_P(Report, IsAsWritten) {
  const fs::path folder = fs::path(MAILLINT_ROOT) / "testdata" / "reports";
  const std::string input = GetParam();
  const std::string command = input.substr(0, input.find('-'));
  for (const char* language : {"en", "de"}) {
    std::vector<std::string> arguments = {command, "--lang", language, input};
    // Of all rules two, so that a new rule leaves the reports alone.
    if (command == "check")
      arguments.insert(arguments.end(),
                       {"--select", "subject-ends-exclamation,link-text-href-mismatch"});
    if (command == "explain") arguments.insert(arguments.end(), {"--catalogue", "catalogue.toml"});
    if (command != "show") arguments.insert(arguments.end(), {"--now", "2026-11-23T12:00:00Z"});
    const Outcome outcome = run_maillint(Invocation{.arguments = std::move(arguments),
                                                    .input = {},
                                                    .environment = {},
                                                    .directory = folder.string(),
                                                    .output = {}});
    EXPECT_LE(outcome.code, 1) << outcome.err;
    fs::path expected = folder / input;
    expected.replace_extension(std::string_view(language) == "de" ? ".de.txt" : ".txt");
    if (std::getenv("MAILLINT_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(expected, std::ios::binary) << outcome.out;
      ADD_FAILURE() << "wrote " << expected;
    } else {
      EXPECT_EQ(outcome.out, content_of(expected)) << expected;
    }
  }
}

std::vector<std::string> inputs() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(MAILLINT_ROOT) / "testdata/reports")) {
    if (entry.path().extension() == ".eml") names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Golden, Report, testing::ValuesIn(inputs()), [](const auto& test) {
  std::string name = test.param.substr(0, test.param.find('.'));
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace maillint::cli
