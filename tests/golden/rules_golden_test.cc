// Each rule against its folder of testdata/rules: fires*.eml give what .expected says, quiet*.eml
// nothing. With MAILLINT_UPDATE_GOLDEN=1 the .expected files are written anew, and the test fails.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/ascii.h"
#include "rules/clients.h"
#include "rules/maillint.h"

namespace maillint {
namespace {

namespace fs = std::filesystem;

const fs::path root = MAILLINT_ROOT;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t end = std::min(line.find(' ', i), line.size());
    if (end > i) words.emplace_back(line.substr(i, end - i));
    i = end + 1;
  }
  return words;
}

/// The beginning lines "# options: --profile bulk" of an .expected file.
std::string option_lines(std::string_view expected) {
  std::size_t end = 0;
  while (expected.substr(end).starts_with('#')) {
    end = std::min(expected.find('\n', end), expected.size() - 1) + 1;
  }
  return std::string(expected.substr(0, end));
}

template <typename Enum>
std::optional<Enum> named(std::string_view wanted, std::initializer_list<Enum> all) {
  for (const Enum value : all) {
    if (name(value) == wanted) return value;
  }
  ADD_FAILURE() << "no such option value: " << wanted;
  return std::nullopt;
}

/// The clock stands at the evening of 2026-11-23 unless an option sets it.
Options options_of(std::string_view expected) {
  static const std::vector<std::string> suppressions = {"gone@example.net"};
  Options options;
  options.suppressions = &suppressions;
  options.now = *parse_rfc3339("2026-11-23T20:00:00Z");
  std::string lines = option_lines(expected);
  std::ranges::replace(lines, '\n', ' ');
  const std::vector<std::string> words = words_of(lines);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == "--profile") {
      options.profile =
          named(words[i + 1], {Profile::personal, Profile::transactional, Profile::bulk});
    } else if (words[i] == "--stage") {
      options.stage = named(words[i + 1], {Stage::draft, Stage::sent, Stage::received});
    } else if (words[i] == "--mode") {
      options.mode =
          words[i + 1] == "rendered" ? Kind::message : named(words[i + 1], {Kind::template_});
    } else if (words[i] == "--clients") {
      options.clients.programs = clients_named(words[i + 1]);
      if (options.clients.programs == 0) ADD_FAILURE() << "no such client: " << words[i + 1];
    } else if (words[i] == "--min-support") {
      options.clients.min_support = static_cast<unsigned>(std::stoul(words[i + 1]));
    } else if (words[i] == "--now") {
      const auto now = parse_rfc3339(words[i + 1]);
      if (!now) ADD_FAILURE() << "no such time: " << words[i + 1];
      options.now = now.value_or(options.now);
      options.now_given = true;
    } else {
      if (words[i].starts_with("--")) ADD_FAILURE() << "no such option: " << words[i];
      continue;
    }
    ++i;
  }
  return options;
}

/// "9:22-9:25 warning ends with '!'", a line a place.
std::string findings_of(const Report& report, std::string_view rule) {
  std::string lines;
  for (const RuleFindings& findings : report.findings) {
    if (findings.rule->id != rule) continue;
    for (const Finding& finding : findings.places) {
      const Source& source = report.message->source();
      const Position begin = source.position(finding.place.source.begin);
      const Position end = source.position(finding.place.source.end);
      const std::string_view message =
          finding.detail.message.empty() ? findings.rule->summary : finding.detail.message;
      lines += fmt::format("{}:{}-{}:{} {} {}\n", begin.line, begin.column, end.line, end.column,
                           name(finding.severity), message);
    }
  }
  return lines;
}

class MessageTest : public testing::Test {
 public:
  explicit MessageTest(fs::path message) : message_(std::move(message)) {}

  void TestBody() override {
    const std::string rule = message_.parent_path().filename().string();
    fs::path expected_path = message_;
    expected_path += ".expected";
    const std::string expected = read(expected_path);
    const std::string options = option_lines(expected);
    const Report report = check({.path = message_.filename().string(), .octets = read(message_)},
                                options_of(expected));
    const std::string found = findings_of(report, rule);
    if (message_.filename().string().starts_with("quiet")) {
      EXPECT_EQ(found, "") << rule << " must be silent about " << message_;
      EXPECT_EQ(expected, options) << expected_path << " may hold options only";
      return;
    }
    EXPECT_NE(found, "") << rule << " must fire for " << message_;
    if (std::getenv("MAILLINT_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(expected_path, std::ios::binary) << options << found;
      FAIL() << "wrote " << expected_path << ":\n" << found;
    }
    EXPECT_EQ(found, expected.substr(options.size())) << message_;
  }

 private:
  fs::path message_;
};

class FolderTest : public testing::Test {
 public:
  explicit FolderTest(std::string rule) : rule_(std::move(rule)) {}

  void TestBody() override {
    const fs::path folder = root / "testdata" / "rules" / rule_;
    // tests/rules/client_test.cc has a use of each feature.
    if (rule_.starts_with("client-") && !fs::exists(folder)) return;
    ASSERT_TRUE(fs::is_directory(folder)) << "rule " << rule_ << " has no " << folder;
    EXPECT_NE(find_rule(rule_), nullptr) << folder << " belongs to no rule of rules/index.def";
    // Input too big to keep is made by a unit test; the folder's file `generated` names it.
    if (fs::exists(folder / "generated")) {
      const fs::path test = root / std::string(ascii::trim(read(folder / "generated")));
      EXPECT_NE(read(test).find('"' + rule_ + '"'), std::string::npos)
          << test << " does not test " << rule_;
      return;
    }
    bool fires = false;
    bool quiet = false;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      const bool is_message = name.ends_with(".eml");
      if (is_message && name.starts_with("fires")) {
        fires = true;
      } else if (is_message && name.starts_with("quiet")) {
        quiet = true;
      } else {
        EXPECT_TRUE(name.ends_with(".eml.expected") &&
                    fs::exists(folder / name.substr(0, name.size() - 9)))
            << entry.path() << " is neither fires*.eml nor quiet*.eml nor .expected of one";
      }
    }
    EXPECT_TRUE(fires) << folder << " has no fires*.eml";
    EXPECT_TRUE(quiet) << folder << " has no quiet*.eml";
  }

 private:
  std::string rule_;
};

/// Letters, digits and "_" only: "-" in a name turns a test filter around.
std::string test_name(std::string name) {
  for (char& c : name) {
    if (!ascii::is_alnum(c)) c = '_';
  }
  return name;
}

void register_tests() {
  std::vector<std::string> rules;
  for (const Rule* rule : all_rules()) rules.emplace_back(rule->id);
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "testdata" / "rules")) {
    const std::string name = entry.path().filename().string();
    if (std::ranges::find(rules, name) == rules.end()) rules.push_back(name);
  }
  std::ranges::sort(rules);
  for (const std::string& rule : rules) {
    testing::RegisterTest("RuleFolder", test_name(rule).c_str(), nullptr, nullptr, __FILE__,
                          __LINE__, [rule]() -> testing::Test* { return new FolderTest(rule); });
    const fs::path folder = root / "testdata" / "rules" / rule;
    if (!fs::is_directory(folder)) continue;
    std::vector<fs::path> messages;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".eml") messages.push_back(entry.path());
    }
    std::ranges::sort(messages);
    for (const fs::path& message : messages) {
      const std::string name = test_name(rule + "_" + message.stem().string());
      testing::RegisterTest("RuleMessage", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [message]() -> testing::Test* { return new MessageTest(message); });
    }
  }
}

}  // namespace
}  // namespace maillint

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  maillint::register_tests();
  return RUN_ALL_TESTS();
}
