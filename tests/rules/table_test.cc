// The table of rules: what every record must hold, and who may include whom.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/ascii.h"
#include "rules/maillint.h"
#include "rules/template_scope.h"

namespace maillint {
namespace {

namespace fs = std::filesystem;
const fs::path root = MAILLINT_ROOT;

/// The criteria that rules of a family may count for; a rule with an entry of its own goes by that.
const std::map<std::string_view, std::vector<Criterion>> criteria = {
    {"subject", {Criterion::subject}},
    {"recipient", {Criterion::recipients}},
    {"header-bcc-leak", {Criterion::recipients}},
    {"link", {Criterion::links}},
    {"header", {Criterion::technical}},
    {"address", {Criterion::technical}},
    {"date", {Criterion::technical}},
    {"message-id", {Criterion::technical}},
    {"encoded-word", {Criterion::technical}},
    {"mime", {Criterion::technical}},
    {"smuggling", {Criterion::technical}},
    {"suppression", {Criterion::technical}},
    {"size", {Criterion::technical}},
    {"limit", {Criterion::technical}},
    {"body", {Criterion::technical, Criterion::content}},
    {"body-spam-phrases", {Criterion::content}},
    {"address-typo-domain", {Criterion::list_hygiene}},
    {"from", {Criterion::content}},
    {"attachment", {Criterion::content}},
    {"batch-rcpt-bounced-before", {Criterion::list_hygiene}},
    {"batch-similar-to-spam", {Criterion::content}},
    {"batch", {Criterion::behaviour}},
    {"loop", {Criterion::loop}},
    {"auth", {Criterion::authentication}},
    {"dkim", {Criterion::authentication}},
    {"list", {Criterion::bulk}},
    {"html-hidden", {Criterion::content}},
    {"html-hidden-text", {Criterion::content}},
    {"html", {Criterion::rendering, Criterion::content}},
    {"client", {Criterion::rendering}},
    {"template", {Criterion::rendering}},
};

class EveryRule : public testing::TestWithParam<const Rule*> {};

TEST_P(EveryRule, HasAnIdOfItsFamily) {
  const Rule& rule = *GetParam();
  EXPECT_TRUE(std::ranges::all_of(rule.id, [](char c) {
    return (c >= 'a' && c <= 'z') || ascii::is_digit(c) || c == '-';
  })) << rule.id;
  EXPECT_GT(rule.id.size(), rule.family().size() + 1) << rule.id;
  EXPECT_EQ(rule.id.find("--"), std::string_view::npos) << rule.id;
  EXPECT_TRUE(criteria.contains(rule.family())) << "unknown family of " << rule.id;
  EXPECT_EQ(find_rule(rule.id), &rule) << "two rules are named " << rule.id;
}

TEST_P(EveryRule, SaysWhatIsWrongWhyAndWhatToDo) {
  const Rule& rule = *GetParam();
  ASSERT_FALSE(rule.summary.empty());
  EXPECT_FALSE(rule.summary.ends_with('.')) << rule.summary;
  EXPECT_LE(rule.summary.size(), 80u) << rule.summary;
  // A word of the message's own ("xn-- label", "mailto: left") keeps its letters.
  const std::string_view first_word = rule.summary.substr(0, rule.summary.find(' '));
  if (std::ranges::all_of(first_word, ascii::is_alpha)) {
    EXPECT_FALSE(first_word.front() >= 'a' && first_word.front() <= 'z') << rule.summary;
  }
  for (const std::string_view text : {rule.why, rule.remedy}) {
    ASSERT_FALSE(text.empty()) << rule.id;
    // What is to be written literally stands between two spaces, or at the end behind a colon.
    EXPECT_TRUE(text.ends_with('.') || text.ends_with(".\"") || text.ends_with(".)") ||
                text.find(": ") != std::string_view::npos)
        << text;
    EXPECT_EQ(text.find('\n'), std::string_view::npos) << text;
  }
  EXPECT_FALSE(rule.references.empty()) << rule.id;
  for (const std::string_view reference : rule.references) EXPECT_FALSE(reference.empty());
}

TEST_P(EveryRule, CountsForTheCriterionOfItsFamily) {
  const Rule& rule = *GetParam();
  const auto own = criteria.find(rule.id);
  const auto& allowed = own != criteria.end() ? own->second : criteria.at(rule.family());
  EXPECT_NE(std::ranges::find(allowed, rule.criterion), allowed.end())
      << rule.id << " counts for " << name(rule.criterion);
}

std::string test_name(const testing::TestParamInfo<const Rule*>& info) {
  std::string name(info.param->id);
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Table, EveryRule,
                         testing::ValuesIn(all_rules().begin(), all_rules().end()), test_name);

/// Messages of findings are written by the golden tests: "9:22-9:25 warning ends with '!'".
TEST(Findings, StartSmallAndEndWithoutStop) {
  std::size_t lines = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root / "testdata" / "rules")) {
    if (entry.path().extension() != ".expected") continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with('#')) continue;
      ++lines;
      const std::size_t severity = line.find(' ') + 1;
      const std::string text = line.substr(line.find(' ', severity) + 1);
      EXPECT_FALSE(text.ends_with('.') && !text.ends_with("...")) << entry.path() << ": " << text;
      // A field's name or the summary may begin with a capital.
      EXPECT_FALSE(text.starts_with("The ") || text.starts_with("This "))
          << entry.path() << ": " << text;
    }
  }
  EXPECT_GT(lines, 50u);
}

std::vector<std::string> includes_of(const fs::path& file) {
  std::vector<std::string> includes;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("#include \"")) continue;
    includes.push_back(line.substr(10, line.find('"', 10) - 10));
  }
  return includes;
}

bool starts_with_one_of(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::ranges::any_of(starts, [&](std::string_view s) { return text.starts_with(s); });
}

void expect_rooms(std::string_view room, std::initializer_list<std::string_view> may_include) {
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".cc" && extension != ".h") continue;
    ++files;
    for (const std::string& include : includes_of(entry.path())) {
      EXPECT_TRUE(starts_with_one_of(include, may_include))
          << entry.path() << " includes " << include;
    }
  }
  EXPECT_GT(files, 0u) << room;
}

TEST(TemplateScope, KnowsRulesThatExist) {
  for (const std::string_view glob : rules_of_template_scope()) {
    EXPECT_TRUE(std::ranges::any_of(all_rules(), [&](const Rule* rule) {
      return glob_match(glob, rule->id);
    })) << glob;
  }
}

TEST(Rooms, EachKnowsOnlyTheOnesBelow) {
  expect_rooms("lint", {"lint/"});
  expect_rooms("rules", {"lint/", "rules/"});
  expect_rooms("cli", {"lint/", "rules/", "cli/"});
}

TEST(Rooms, RulesDoNotKnowEachOther) {
  std::set<std::string> families;
  std::set<fs::path> files;
  std::ifstream index(root / "rules" / "index.def");
  for (std::string line; std::getline(index, line);) {
    if (!line.starts_with("MAILLINT_RULE(")) continue;
    const std::size_t quote = line.find('"') + 1;
    const std::string file = line.substr(quote, line.find('"', quote) - quote);
    files.insert(root / "rules" / file);
    families.insert("rules/" + file.substr(0, file.find('/') + 1));
  }
  ASSERT_FALSE(files.empty());
  for (const fs::path& file : files) {
    ASSERT_TRUE(fs::exists(file)) << file;
    const std::string own = "rules/" + file.parent_path().filename().string() + "/";
    for (const std::string& include : includes_of(file)) {
      for (const std::string& family : families) {
        EXPECT_FALSE(include.starts_with(family) && family != own)
            << file << " includes " << include;
      }
      EXPECT_FALSE(include.ends_with(".cc")) << file << " includes " << include;
    }
  }
}

}  // namespace
}  // namespace maillint
