// Several reports of one run, files that appear complete, and what is counted.
#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;

/// check of `path` for subjects that end with "!".
std::vector<std::string> check_of(const std::string& path, std::vector<std::string> options) {
  std::vector<std::string> arguments = {"check", "--profile", "bulk", "--select", "subject-ends-*"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  arguments.push_back(path);
  return arguments;
}

TEST(Outputs, SeveralFormatsInOneRun) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message("Sale today!"));
  const Outcome outcome = run_maillint(
      check_of(mail, {"--format", "concise", "--format=sarif=" + folder.path("a b=c.sarif"),
                      "--format", "junit=" + folder.path("out.xml")}));
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(outcome.out.find(":5:20: warning[subject-ends-exclamation]"), std::string::npos);
  const json log = json::parse(content_of(folder.path("a b=c.sarif")));
  EXPECT_EQ(log["runs"][0]["results"].size(), 1u);
  EXPECT_NE(content_of(folder.path("out.xml")).find("<testcase "), std::string::npos);
}

TEST(Outputs, FilesAloneLeaveStandardOutputEmpty) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message("Sale today!"));
  EXPECT_EQ(run_maillint(check_of(mail, {"--format", "json=" + folder.path("x")})).out, "");
  EXPECT_EQ(run_maillint(check_of(mail, {"--output", folder.path("y")})).out, "");
  EXPECT_NE(content_of(folder.path("y")).find("subject-ends-exclamation"), std::string::npos);
  EXPECT_EQ(content_of(folder.path("y")).find('\x1b'), std::string::npos);
}

TEST(Outputs, AFileThatExistsIsReplacedAndKeepsItsMode) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message());
  const std::string target = folder.write("old", "old");
  const std::string link = folder.path("link");
  std::filesystem::create_symlink(target, link);
  using std::filesystem::perms;
  std::filesystem::permissions(target, perms::owner_read | perms::owner_write | perms::others_read);
  EXPECT_EQ(run_maillint(check_of(mail, {"--format", "json", "--output", link})).code, 0);
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_EQ(json::parse(content_of(target))["schema"], "maillint/1");
  EXPECT_EQ(std::filesystem::status(target).permissions(),
            perms::owner_read | perms::owner_write | perms::others_read);
}

TEST(Outputs, NothingIsLeftWhereNothingCanBeWritten) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message());
  const Outcome missing = run_maillint(check_of(mail, {"--output", folder.path("no/such")}));
  EXPECT_EQ(missing.code, 3);
  EXPECT_NE(missing.err.find("cannot write " + folder.path("no/such")), std::string::npos);
  EXPECT_EQ(run_maillint(check_of(mail, {"--output", folder.path("")})).code, 3);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path("")))
    ++files;
  EXPECT_EQ(files, 1u);
}

TEST(Outputs, ADeviceIsWrittenTo) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message("Sale today!"));
  const Outcome outcome =
      run_maillint(check_of(mail, {"--format", "concise", "--output", "/dev/stdout"}));
  EXPECT_NE(outcome.out.find("subject-ends-exclamation"), std::string::npos) << outcome.err;
  EXPECT_EQ(run_maillint(check_of(mail, {"--output", "/dev/full"})).code, 3);
}

TEST(Outputs, AFileBehindADeviceIsNotReplaced) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message("Sale today!"));
  const std::string file = folder.write("out", "");
  run_maillint(Invocation{
      .arguments = check_of(mail, {"--format", "concise", "--format", "json=/dev/stdout"}),
      .input = {},
      .environment = {},
      .directory = {},
      .output = file});
  const std::string written = content_of(file);
  EXPECT_NE(written.find(": warning[subject-ends-exclamation]"), std::string::npos) << written;
  EXPECT_NE(written.find("\"schema\""), std::string::npos) << written;
}

TEST(Outputs, WrongOnesAreWrongUsage) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message());
  for (const std::vector<std::string>& options : std::vector<std::vector<std::string>>{
           {"--format", "sarif="},
           {"--format", "serif=" + folder.path("x")},
           {"--format", "json=" + folder.path("x"), "--format", "sarif=" + folder.path("x")},
           {"--format", "json=" + folder.path("x"), "--output", folder.path("y")}})
    EXPECT_EQ(run_maillint(check_of(mail, options)).code, 2) << options[1];
}

TEST(Outputs, OfTwoForStandardOutputTheLastOneCounts) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message("Sale today!"));
  EXPECT_EQ(run_maillint(check_of(mail, {"--format", "json", "--format", "concise"})).out,
            mail + ":5:20: warning[subject-ends-exclamation] ends with '!'\n");
}

TEST(Outputs, BufferedJsonIsOneDocument) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message("Sale today!"));
  const json document =
      json::parse(run_maillint(check_of(mail, {"--format", "json", "--buffer-until-eof"})).out);
  EXPECT_EQ(document["messages"].size(), 1u);
}

TEST(Outputs, MaxWarnings) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message("Sale today!"));
  EXPECT_EQ(run_maillint(check_of(mail, {"--max-warnings", "1"})).code, 0);
  const Outcome outcome = run_maillint(check_of(mail, {"--max-warnings=0"}));
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.err, "maillint: 1 warning, --max-warnings allows 0\n");
  EXPECT_EQ(run_maillint(check_of(mail, {"--max-warnings", "-1"})).code, 2);
}

TEST(Outputs, StatisticsCountPlacesAndFiles) {
  const Folder folder;
  folder.write("sub/a.eml", clean_message("Sale today!"));
  folder.write("sub/b.eml", clean_message("Sale today!"));
  const std::string sub = folder.path("sub");
  EXPECT_EQ(run_maillint(check_of(sub, {"--format", "concise", "--statistics"})).out,
            "  count   files  severity rule\n"
            "      2       2  warning  subject-ends-exclamation\n");
  const json summary =
      json::parse(run_maillint(check_of(sub, {"--format", "json", "--statistics"})).out)["summary"];
  EXPECT_EQ(summary["statistics"], json::array({{{"rule", "subject-ends-exclamation"},
                                                 {"severity", "warning"},
                                                 {"count", 2},
                                                 {"files", 2}}}));
  const std::string markdown =
      run_maillint(check_of(sub, {"--format", "markdown", "--statistics"})).out;
  EXPECT_NE(markdown.find("| 2 | 2 | warning | subject-ends-exclamation |\n"), std::string::npos);
}

TEST(Outputs, GithubGetsAJobSummary) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message("Sale today!"));
  const std::string summary = folder.write("summary.md", "of another step\n");
  const Outcome outcome = run_maillint(Invocation{.arguments = check_of(mail, {"--format=github"}),
                                                  .input = {},
                                                  .environment = {"GITHUB_STEP_SUMMARY=" + summary},
                                                  .directory = {},
                                                  .output = {}});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const std::string text = content_of(summary);
  EXPECT_EQ(text.find("of another step\n## maillint\n"), 0u) << text;
  EXPECT_NE(text.find("0 errors, 1 warnings"), std::string::npos) << text;
  EXPECT_NE(text.find("| 1 | 1 | warning | subject-ends-exclamation |"), std::string::npos);
  EXPECT_NE(text.find("| warning | 5:20 | subject-ends-exclamation |"), std::string::npos);
}

TEST(Outputs, ExplainWritesFilesToo) {
  const Folder folder;
  const Outcome outcome = run_maillint({"explain", "--text", "550 5.1.1 User unknown", "--format",
                                        "json=" + folder.path("x"), "--format", "text"});
  EXPECT_FALSE(outcome.out.empty());
  EXPECT_EQ(json::parse(content_of(folder.path("x")))["command"], "explain");
}

TEST(Colour, FollowsTheEnvironment) {
  const Folder folder;
  const std::string mail = folder.write("a.eml", clean_message("Sale today!"));
  const auto coloured = [&](std::vector<std::string> environment, const std::string& when) {
    return run_maillint(Invocation{.arguments = check_of(mail, {"--color", when}),
                                   .input = {},
                                   .environment = std::move(environment),
                                   .directory = {},
                                   .output = {}})
               .out.find('\x1b') != std::string::npos;
  };
  EXPECT_FALSE(coloured({}, "auto"));
  EXPECT_TRUE(coloured({"CLICOLOR_FORCE=1"}, "auto"));
  EXPECT_FALSE(coloured({"CLICOLOR_FORCE=0"}, "auto"));
  EXPECT_FALSE(coloured({"CLICOLOR_FORCE=1", "NO_COLOR=1"}, "auto"));
  EXPECT_FALSE(coloured({"CLICOLOR_FORCE=1"}, "never"));
  EXPECT_TRUE(coloured({"NO_COLOR=1"}, "always"));
}

}  // namespace
}  // namespace maillint::cli
