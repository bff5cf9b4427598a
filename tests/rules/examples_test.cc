// Each rule shows lines of its own testdata: a bad and a good example.
#include "rules/examples/examples.h"

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

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Whether each line stands in the file; "..." ends one that was cut.
bool holds(const fs::path& path, std::string_view example) {
  std::ifstream in(path, std::ios::binary);
  const std::vector<std::string> lines =
      lines_of(std::string{std::istreambuf_iterator<char>(in), {}});
  return std::ranges::all_of(lines_of(example), [&](const std::string& wanted) {
    return std::ranges::any_of(lines, [&](const std::string& line) {
      return line == wanted ||
             (wanted.ends_with("...") && line.starts_with(wanted.substr(0, wanted.size() - 3)));
    });
  });
}

TEST(Examples, AreLinesOfTheTestdata) {
  std::size_t with_good = 0;
  std::size_t all = 0;
  for (const Rule* rule : all_rules()) {
    const fs::path folder = fs::path(MAILLINT_ROOT) / "testdata" / "rules" / rule->id;
    const auto example = example_of(rule->id);
    const bool is_of_table = rule->family() == "client" && !fs::exists(folder);
    if (is_of_table || fs::exists(folder / "generated")) {
      EXPECT_FALSE(example) << rule->id;
      continue;
    }
    ASSERT_TRUE(example) << rule->id;
    EXPECT_FALSE(example->bad.empty()) << rule->id;
    EXPECT_LE(lines_of(example->bad).size(), 4U) << rule->id;
    EXPECT_LE(lines_of(example->good).size(), 4U) << rule->id;
    EXPECT_TRUE(holds(folder / "fires.eml", example->bad)) << rule->id << '\n' << example->bad;
    EXPECT_TRUE(holds(folder / "quiet.eml", example->good)) << rule->id << '\n' << example->good;
    ++all;
    if (!example->good.empty()) ++with_good;
  }
  EXPECT_GE(with_good * 10, all * 9) << "nearly all rules have a good example";
}

TEST(Examples, ShowTheFault) {
  const auto example = example_of("subject-ends-exclamation");
  ASSERT_TRUE(example);
  EXPECT_TRUE(example->bad.starts_with("Subject: ") && example->bad.ends_with("!"));
  EXPECT_TRUE(example->good.starts_with("Subject: ") && !example->good.ends_with("!"));
  EXPECT_FALSE(example_of("no-such-rule"));
}

}  // namespace
}  // namespace maillint
