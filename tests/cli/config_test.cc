// maillint.toml: what it decides, for which files, and what it says of faults in it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

/// check in a folder with the files marketing/a.eml and b.eml, whose subjects end with "!".
class Project {
 public:
  explicit Project(std::string_view config) {
    folder_.write("maillint.toml", config);
    folder_.write("marketing/a.eml", clean_message("Sale today!"));
    folder_.write("b.eml", clean_message("Sale today!"));
  }
  const Folder& folder() const { return folder_; }
  Outcome check(std::vector<std::string> more = {}) const {
    Invocation invocation;
    invocation.arguments = {"check", "--format", "concise", "--now", "2026-11-23T12:00:00Z"};
    invocation.arguments.insert(invocation.arguments.end(), more.begin(), more.end());
    invocation.arguments.insert(invocation.arguments.end(), {"marketing/a.eml", "b.eml"});
    invocation.directory = folder_.path("");
    return run_maillint(invocation);
  }

 private:
  Folder folder_;
};

constexpr std::string_view in_a =
    "marketing/a.eml:5:20: warning[subject-ends-exclamation] ends with '!'\n";
constexpr std::string_view in_b = "b.eml:5:20: warning[subject-ends-exclamation] ends with '!'\n";

std::string both() { return std::string(in_a) + std::string(in_b); }

TEST(ConfigFile, ChoosesRulesAndSeverity) {
  EXPECT_EQ(Project("select = ['subject-*']").check().out, both());
  EXPECT_EQ(Project("ignore = ['*']").check().out, "");
  const Outcome changed = Project(
                              "select = 'subject-*'\n[severity]\n'subject-*' = 'info'\n"
                              "subject-ends-exclamation = 'error'")
                              .check();
  EXPECT_EQ(changed.out.find("marketing/a.eml:5:20: error[subject-ends"), 0U) << changed.out;
  EXPECT_EQ(changed.code, 1);
}

TEST(ConfigFile, OverridesHoldForTheirPathsUntilTheyEnd) {
  const std::string text =
      "select = 'subject-*'\n[[override]]\npath = 'marketing/*'\nignore = 'subject-ends-*'\n"
      "reason = 'the team likes it'\nuntil = ";
  EXPECT_EQ(Project(text + "2026-11-23\n").check().out, in_b);
  const Outcome ended = Project(text + "2026-11-22\n").check();
  EXPECT_EQ(ended.out, both());
  EXPECT_NE(ended.err.find("maillint.toml:2: this override has ended: the team likes it"),
            std::string::npos)
      << ended.err;
}

TEST(ConfigFile, CommandLineGoesBeforeIt) {
  const Project project("select = 'address-*'\nfail-on = 'warning'");
  EXPECT_EQ(project.check().code, 0);
  EXPECT_EQ(project.check({"--select", "subject-*"}).code, 1);
  EXPECT_EQ(project.check({"--select", "subject-*", "--fail-on", "error"}).code, 0);
  EXPECT_EQ(project.check({"--no-config", "--select", "subject-*"}).code, 0);
}

TEST(ConfigFile, ExtendsAnotherOfTheRepository) {
  const Project project("extends = 'shared/base.toml'\nignore = 'subject-starts-*'");
  project.folder().write("shared/base.toml", "select = 'subject-*'");
  EXPECT_EQ(project.check().out, both());
  const Project circle("extends = 'maillint.toml'");
  EXPECT_EQ(circle.check().code, 2);
  EXPECT_NE(circle.check().err.find("without end"), std::string::npos);
  const Project outside("extends = '/etc/passwd'");
  EXPECT_EQ(outside.check().code, 2);
  EXPECT_NE(outside.check().err.find("outside of the repository"), std::string::npos);
}

TEST(ConfigFile, FaultsAreTold) {
  struct Case {
    std::string_view text;
    std::string_view told;
  };
  for (const Case& fault : {
           Case{"\nselct = []", "maillint.toml:2: unknown key 'selct'"},
           Case{"ignore = ['subject-emty']", "no rule is named 'subject-emty'"},
           Case{"ignore = 3", "'ignore' must be a list of strings"},
           Case{"profile = 'bulks'", "did you mean 'bulk'?"},
           Case{"[override]\npath = 'x'", "[[override]]"},
           Case{"[[override]]\nignore = '*'", "an override needs 'path'"},
           Case{"[[override]]\npath = 'x'\nuntil = 'soon'", "'until' must be a date"},
           Case{"a = = 1", "maillint.toml:1:"},
       }) {
    const Outcome outcome = Project(fault.text).check();
    EXPECT_EQ(outcome.code, 2) << fault.text;
    EXPECT_NE(outcome.err.find(fault.told), std::string::npos) << fault.text << outcome.err;
  }
}

TEST(ConfigFile, IsFoundAboveTheFolderButNotAboveTheRepository) {
  const Project project("ignore = '*'");
  project.folder().write("inner/c.eml", clean_message("Sale today!"));
  Invocation invocation;
  invocation.arguments = {"check", "--format", "concise", "--select", "subject-*", "c.eml"};
  invocation.directory = project.folder().path("inner");
  EXPECT_EQ(run_maillint(invocation).out, "");
  project.folder().write("inner/.git/HEAD", "ref: refs/heads/main\n");
  EXPECT_NE(run_maillint(invocation).out, "");
}

constexpr std::string_view newsletter =
    "<p style='display:flex;border-radius:2px'>Peas and beans are here, see the web page.</p>\n";

Outcome check_newsletter(std::string_view config, std::vector<std::string> more = {}) {
  Folder folder;
  folder.write("maillint.toml", config);
  folder.write("a.eml", "From: a@example.com\nSubject: Seeds\nContent-Type: text/html\n\n" +
                            std::string(newsletter));
  Invocation invocation;
  invocation.arguments = {"check", "--format", "concise", "a.eml"};
  invocation.arguments.insert(invocation.arguments.end(), more.begin(), more.end());
  invocation.directory = folder.path("");
  return run_maillint(invocation);
}

std::size_t clients_in(const Outcome& outcome) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = outcome.out.find("[client-", at)) != std::string::npos; ++at) {
    ++count;
  }
  return count;
}

TEST(ConfigFile, NamesTheMailPrograms) {
  EXPECT_EQ(clients_in(check_newsletter("")), 1U);
  const std::string outlook = "[clients]\ntarget = ['outlook.windows']\n";
  EXPECT_NE(check_newsletter(outlook).out.find(
                "a.eml:5:11: info[client-css-display-flex] no display: flex in Outlook"),
            std::string::npos);
  EXPECT_EQ(clients_in(check_newsletter(outlook + "min-support = 90")), 2U);
  EXPECT_EQ(clients_in(check_newsletter(outlook, {"--clients", "apple-mail"})), 0U);
  EXPECT_EQ(clients_in(check_newsletter(outlook + "min-support = 90", {"--min-support", "0"})), 0U);
  EXPECT_EQ(clients_in(check_newsletter("", {"--select", "client-*"})), 2U);
}

TEST(ConfigFile, KnowsNoOtherMailPrograms) {
  const Outcome wrong = check_newsletter("[clients]\ntarget = ['gmail.*',\n'outlook.window']");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_NE(wrong.err.find("no mail program is named 'outlook.window'"), std::string::npos)
      << wrong.err;
  EXPECT_NE(wrong.err.find("did you mean 'outlook.windows'?"), std::string::npos) << wrong.err;
  const Outcome key = check_newsletter("[clients]\ntargets = 'gmail.*'");
  EXPECT_NE(key.err.find("maillint.toml:2: unknown key 'targets'"), std::string::npos) << key.err;
  EXPECT_NE(check_newsletter("[clients]\nmin-support = 101").err.find("from 0 to 100"),
            std::string::npos);
  const Outcome option = check_newsletter("", {"--clients", "gmail.*,eudora"});
  EXPECT_EQ(option.code, 2);
  EXPECT_NE(option.err.find("no mail program is named 'eudora'"), std::string::npos) << option.err;
}

}  // namespace
}  // namespace maillint::cli
