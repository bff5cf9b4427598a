// The formats of build servers: what stands in them, and that no message or path can forge them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

#include "cli/render/uri.h"
#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;

/// check of `paths` for one rule.
Outcome checked(std::string_view format, std::vector<std::string> paths) {
  std::vector<std::string> arguments = {"check", "--format", std::string(format), "--profile",
                                        "bulk",  "--select", "subject-ends-*",    "--"};
  arguments.insert(arguments.end(), paths.begin(), paths.end());
  return run_maillint(arguments);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

TEST(CiFormats, ConciseIsALineAPlace) {
  const Folder folder;
  const std::string path = folder.write("a.eml", clean_message("Sale today!"));
  EXPECT_EQ(checked("concise", {path}).out,
            path + ":5:20: warning[subject-ends-exclamation] ends with '!'\n");
}

TEST(CiFormats, MarkdownIsATable) {
  const Folder folder;
  const std::string path = folder.write("a|b.eml", clean_message("Sale today!"));
  const std::string out = checked("markdown", {path}).out;
  EXPECT_NE(out.find("a\\|b.eml"), std::string::npos) << out;
  EXPECT_NE(out.find("| warning | 5:20 | subject-ends-exclamation | ends with '\\!' |\n"),
            std::string::npos)
      << out;
}

TEST(CiFormats, SarifTellsRuleAndPlace) {
  const Folder folder;
  const std::string good = folder.write("good.eml", clean_message());
  const std::string bad = folder.write("bad ü.eml", clean_message("Größe heute!"));
  const json log = json::parse(checked("sarif", {good, bad}).out);
  EXPECT_EQ(log["version"], "2.1.0");
  const json& run = log["runs"][0];
  ASSERT_EQ(run["results"].size(), 1U);
  const json& result = run["results"][0];
  EXPECT_EQ(result["ruleId"], "subject-ends-exclamation");
  EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"],
            "subject-ends-exclamation");
  EXPECT_EQ(result["level"], "warning");
  const json& place = result["locations"][0]["physicalLocation"];
  EXPECT_TRUE(place["artifactLocation"]["uri"].get<std::string>().ends_with("bad%20%C3%BC.eml"));
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  EXPECT_EQ(place["region"]["startLine"], 5);
  EXPECT_EQ(place["region"]["startColumn"], 21);  // two letters of two octets stand before it
  EXPECT_TRUE(run["invocations"][0]["executionSuccessful"]);
}

TEST(CiFormats, SarifTellsThatAnInputCouldNotBeRead) {
  const Folder folder;
  const Outcome outcome = checked("sarif", {folder.path("missing")});
  const json log = json::parse(outcome.out);
  EXPECT_FALSE(log["runs"][0]["invocations"][0]["executionSuccessful"]);
  EXPECT_NE(outcome.err.find("missing"), std::string::npos);
}

TEST(CiFormats, GitlabFingerprintsAreUnique) {
  const Folder folder;
  const std::string a = folder.write("a.eml", clean_message("Sale today!"));
  const std::string b = folder.write("b.eml", clean_message("Sale today!"));
  const json list = json::parse(checked("gitlab", {a, b}).out);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_NE(list[0]["fingerprint"], list[1]["fingerprint"]);
  EXPECT_EQ(list[0]["location"]["path"], a);
  EXPECT_EQ(list[0]["location"]["lines"]["begin"], 5);
  EXPECT_EQ(list[0]["severity"], "minor");
}

TEST(CiFormats, RdjsonTellsTheRange) {
  const Folder folder;
  const std::string a = folder.write("a.eml", clean_message("Sale today!"));
  const json diagnostics = json::parse(checked("rdjson", {a}).out)["diagnostics"];
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0]["code"]["value"], "subject-ends-exclamation");
  EXPECT_EQ(diagnostics[0]["location"]["range"]["start"], (json{{"line", 5}, {"column", 20}}));
  EXPECT_EQ(diagnostics[0]["severity"], "WARNING");
}

TEST(CiFormats, XmlIsWellFormedWhateverThePath) {
  const Folder folder;
  const std::string bad = folder.write("a<\"&>.eml", clean_message("Sale today!"));
  const std::string good = folder.write("b.eml", clean_message());
  pugi::xml_document junit;
  ASSERT_TRUE(junit.load_string(checked("junit", {bad, good}).out.c_str()));
  const pugi::xml_node suite = junit.child("testsuites").child("testsuite");
  EXPECT_EQ(suite.attribute("name").value(), bad);
  EXPECT_STREQ(suite.attribute("failures").value(), "1");
  EXPECT_STREQ(suite.child("testcase").attribute("name").value(), "subject-ends-exclamation");
  EXPECT_TRUE(suite.child("testcase").child("failure"));
  EXPECT_FALSE(suite.next_sibling().child("testcase").child("failure"));
  pugi::xml_document checkstyle;
  ASSERT_TRUE(checkstyle.load_string(checked("checkstyle", {bad, good}).out.c_str()));
  const pugi::xml_node error = checkstyle.child("checkstyle").child("file").child("error");
  EXPECT_STREQ(error.attribute("line").value(), "5");
  EXPECT_STREQ(error.attribute("source").value(), "maillint.subject-ends-exclamation");
}

TEST(CiFormats, GithubCommandsCannotBeForged) {
  const Folder folder;
  const std::string path =
      folder.write("a,line=1::x\n::error ::forged%0A.eml", clean_message("Sale today!"));
  const std::vector<std::string> lines = lines_of(checked("github", {path}).out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].find("::warning file="), 0U) << lines[0];
  EXPECT_EQ(lines[0].find("::", 2), lines[0].find("::ends with '!'")) << lines[0];
  EXPECT_NE(lines[0].find("%2Cline=1%3A%3Ax"), std::string::npos) << lines[0];
  EXPECT_EQ(lines[1], "0 errors, 1 warnings in 1 files");
}

TEST(CiFormats, GithubSaysWhatItCuts) {
  const Folder folder;
  std::vector<std::string> paths;
  for (int i = 0; i < 12; ++i)
    paths.push_back(folder.write(fmt::format("{:02}.eml", i), clean_message("Sale today!")));
  const std::vector<std::string> lines = lines_of(checked("github", paths).out);
  const auto annotated = std::ranges::count_if(
      lines, [](const std::string& line) { return line.starts_with("::warning"); });
  EXPECT_EQ(annotated, 10);
  ASSERT_EQ(lines.size(), 14U);
  EXPECT_TRUE(lines[10].starts_with("::notice title=maillint::2 more findings")) << lines[10];
  EXPECT_TRUE(lines[11].starts_with(paths[10] + ":5:20: warning[subject-ends")) << lines[11];
}

TEST(UriOfPath, EscapesWhatAUriMayNotHold) {
  EXPECT_EQ(uri_of_path("a b/ü:%.eml"), "a%20b/%C3%BC%3A%25.eml");
}

TEST(FileOfReport, IsWhatTheRepositoryHas) {
  EXPECT_EQ(file_of_report("./a/b.eml"), "a/b.eml");
  EXPECT_EQ(file_of_report("box#12"), "box");
  EXPECT_EQ(file_of_report("a#b.eml"), "a#b.eml");
  EXPECT_EQ(file_of_report("./"), "./");
  EXPECT_EQ(file_of_report("-"), "-");
}

}  // namespace
}  // namespace maillint::cli
