// Fixes over all messages of testdata/rules: the result is never worse, fixing it again changes
// nothing, and what was silent stays so.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "rules/fixes/fix.h"
#include "rules/maillint.h"

namespace maillint {
namespace {

namespace fs = std::filesystem;

const fs::path rules_folder = fs::path(MAILLINT_ROOT) / "testdata" / "rules";

std::vector<fs::path> messages() {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(rules_folder)) {
    if (entry.path().extension() == ".eml") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Options options_for(Profile profile) {
  Options options;
  options.now = *parse_rfc3339("2026-11-23T20:00:00Z");
  options.profile = profile;
  return options;
}

using Counts = std::map<std::string, std::size_t>;

Counts counts_of(const std::string& octets, const Options& options) {
  Counts counts;
  for (const RuleFindings& findings :
       check({.path = "x.eml", .octets = octets, .origin = {}}, options).findings)
    counts[std::string(findings.rule->id)] = findings.count;
  return counts;
}

Fixed fixed(const std::string& octets, const Options& options, bool unsafe) {
  return fix({.path = "x.eml", .octets = octets, .origin = {}}, options,
             {.unsafe = unsafe, .anyway = true});
}

void expect_sound(const fs::path& path, const Options& options, bool unsafe,
                  std::map<std::string, std::size_t>& undone) {
  const std::string octets = read(path);
  const Counts before = counts_of(octets, options);
  const Fixed once = fixed(octets, options, unsafe);
  EXPECT_EQ(once.undone > 0, once.octets != octets) << path;
  const Counts after = counts_of(once.octets, options);
  for (const auto& [rule, count] : after) {
    const auto was = before.find(rule);
    EXPECT_LE(count, was == before.end() ? 0 : was->second) << path << ' ' << rule;
  }
  for (const auto& [rule, count] : before) {
    const auto is = after.find(rule);
    undone[rule] += count - std::min(count, is == after.end() ? 0 : is->second);
  }
  const Fixed twice = fixed(once.octets, options, unsafe);
  EXPECT_EQ(twice.undone, 0U) << path;
  EXPECT_EQ(twice.octets, once.octets) << path;
}

TEST(FixAllMessages, NeverWorseAndIdempotent) {
  std::map<std::string, std::size_t> undone;
  const std::vector<fs::path> paths = messages();
  ASSERT_GT(paths.size(), 1'000U);
  for (const fs::path& path : paths) {
    expect_sound(path, options_for(Profile::bulk), false, undone);
    expect_sound(path, options_for(Profile::bulk), true, undone);
    expect_sound(path, options_for(Profile::personal), true, undone);
  }
  // Each fix is of use to some message here.
  for (const Rule* rule : all_rules()) {
    if (rule->fix.edits == nullptr) continue;
    EXPECT_FALSE(rule->fix.title.empty()) << rule->id;
    EXPECT_GT(undone[std::string(rule->id)], 0U) << rule->id;
  }
}

TEST(FixAllMessages, CleanMailStaysAsItIs) {
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(rules_folder.parent_path() / "clean")) {
    if (entry.path().extension() != ".eml") continue;
    const std::string octets = read(entry.path());
    const Fixed result = fixed(octets, options_for(Profile::personal), false);
    EXPECT_EQ(result.octets, octets) << entry.path();
    EXPECT_EQ(result.refusal, "") << entry.path();
    EXPECT_EQ(result.worse, "") << entry.path();
  }
}

}  // namespace
}  // namespace maillint
