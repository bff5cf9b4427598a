// check --changed-since: findings on lines that changed in git.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/changes/lines.h"
#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// A repository in a folder with a blank in its name.
class Repository {
 public:
  Repository() {
    folder_.write("a b/x", "");
    ::setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
    there_ = git("init -q -b main") && git("config user.name t") &&
             git("config user.email t@example.com");
  }
  bool there() const { return there_; }
  bool git(const std::string& arguments) const {
    return std::system(("git -C '" + path("") + "' " + arguments + " >/dev/null 2>&1").c_str()) ==
           0;
  }
  void write(const std::string& name, std::string_view content) const {
    folder_.write("a b/" + name, content);
  }
  std::string path(const std::string& name) const { return folder_.path("a b/" + name); }
  Outcome check(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(),
                     {"check", "-q", "--profile", "bulk", "--select", "subject-ends-*"});
    return run_maillint(Invocation{
        .arguments = std::move(arguments),
        .input = {},
        .environment = {"PATH=/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_GLOBAL=/dev/null"},
        .directory = path(""),
        .output = {}});
  }

 private:
  Folder folder_;
  bool there_ = false;
};

TEST(ChangedSince, FindingsOnChangedLinesOnly) {
  const Repository repository;
  if (!repository.there()) GTEST_SKIP() << "NOT TESTED: there is no git";
  repository.write("old mail.eml", clean_message("Old sale!"));
  repository.write("edited.eml", clean_message("Old sale!"));
  repository.write("renamed.eml", clean_message("Old sale!"));
  ASSERT_TRUE(repository.git("add -A") && repository.git("commit -q -m one"));
  repository.write("edited.eml", clean_message("New sale!"));
  repository.write("new ü \"x\".eml", clean_message("Sale!"));
  ASSERT_TRUE(repository.git("mv renamed.eml 'other name.eml'"));
  const Outcome outcome = repository.check({"--changed-since", "HEAD", "."});
  EXPECT_THAT(outcome.out, HasSubstr("./edited.eml:5:"));
  EXPECT_THAT(outcome.out, HasSubstr("./new ü \"x\".eml:5:"));
  EXPECT_THAT(outcome.out, testing::Not(HasSubstr("old mail")));
  EXPECT_THAT(outcome.out, testing::Not(HasSubstr("other name")));
  ASSERT_TRUE(repository.git("add -A") && repository.git("commit -q -m two"));
  EXPECT_THAT(repository.check({"--changed-since", "HEAD", "."}).out, IsEmpty());
  EXPECT_THAT(repository.check({"--changed-since", "HEAD~1", "."}).out,
              HasSubstr("./new ü \"x\".eml:5:"));
}

TEST(ChangedSince, ALineNearbyIsNotEnough) {
  const Repository repository;
  if (!repository.there()) GTEST_SKIP() << "NOT TESTED: there is no git";
  repository.write("a.eml", clean_message("Old sale!"));
  ASSERT_TRUE(repository.git("add -A") && repository.git("commit -q -m one"));
  repository.write("a.eml", clean_message("Old sale!") + "One more line.\r\n");
  const Outcome outcome = repository.check({"--changed-since=HEAD", "a.eml"});
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.code, 0);
}

TEST(ChangedSince, ABranchCountsFromWhereItForked) {
  const Repository repository;
  if (!repository.there()) GTEST_SKIP() << "NOT TESTED: there is no git";
  repository.write("a.eml", clean_message("Old sale!"));
  repository.write("b.eml", clean_message());
  ASSERT_TRUE(repository.git("add -A") && repository.git("commit -q -m one"));
  ASSERT_TRUE(repository.git("checkout -q -b topic"));
  repository.write("b.eml", clean_message("New sale!"));
  ASSERT_TRUE(repository.git("commit -q -a -m two") && repository.git("checkout -q main"));
  repository.write("a.eml", clean_message("Not on the topic"));
  ASSERT_TRUE(repository.git("commit -q -a -m three") && repository.git("checkout -q topic"));
  const std::string out = repository.check({"--changed-since", "main", "."}).out;
  EXPECT_THAT(out, HasSubstr("b.eml:5:"));
  EXPECT_THAT(out, testing::Not(HasSubstr("a.eml")));
}

TEST(ChangedSince, SettingsOfTheRepositoryHideNothing) {
  const Repository repository;
  if (!repository.there()) GTEST_SKIP() << "NOT TESTED: there is no git";
  repository.write(".gitattributes", "binary.eml -diff\n");
  repository.write("a.eml", clean_message("Old sale"));
  repository.write("b.eml", clean_message("Old sale"));
  repository.write("binary.eml", clean_message("Old sale"));
  ASSERT_TRUE(repository.git("add -A") && repository.git("commit -q -m one"));
  ASSERT_TRUE(repository.git("config diff.interHunkContext 20"));
  const std::string text = clean_message("New sale!");
  repository.write("a.eml", text + "One line more.\r\n");
  repository.write("b.eml", text);
  repository.write("binary.eml", text);
  const Outcome outcome = repository.check({"--changed-since", "HEAD", "."});
  for (const char* file : {"a.eml", "b.eml", "binary.eml"})
    EXPECT_THAT(outcome.out, HasSubstr(file));
}

TEST(ChangedSince, CountsLinesAfterFixes) {
  const Repository repository;
  if (!repository.there()) GTEST_SKIP() << "NOT TESTED: there is no git";
  std::string text = clean_message("Old sale");
  text = text.substr(text.find("From:"));
  const std::size_t version = text.find("MIME-Version: 1.0\r\n");
  text.erase(version, 19);
  const std::size_t subject = text.find("Subject:");
  const std::size_t end = text.find("\r\n", subject) + 2;
  // The subject stands last, behind where the fix puts a line.
  const std::string field = text.substr(subject, end - subject);
  text.erase(subject, end - subject);
  text.insert(text.find("\r\n\r\n") + 2, field);
  repository.write("a.eml", text);
  ASSERT_TRUE(repository.git("add -A") && repository.git("commit -q -m one"));
  text.replace(text.find("Old sale"), 8, "New sale!");
  repository.write("a.eml", text);
  const Outcome outcome = repository.check(
      {"--select", "header-mime-version-missing", "--fix", "--changed-since", "HEAD", "a.eml"});
  EXPECT_THAT(outcome.err, HasSubstr("fixed 1 finding"));
  EXPECT_THAT(outcome.out, HasSubstr("subject-ends-exclamation"));
}

TEST(ChangedSince, SaysWhatIsWrong) {
  const Repository repository;
  if (!repository.there()) GTEST_SKIP() << "NOT TESTED: there is no git";
  repository.write("a.eml", clean_message());
  ASSERT_TRUE(repository.git("add -A") && repository.git("commit -q -m one"));
  for (const char* revision : {"no-such", "--output=x", "-h", "HEAD:a.eml"}) {
    const Outcome outcome = repository.check({std::string("--changed-since=") + revision, "a.eml"});
    EXPECT_EQ(outcome.code, 2) << revision;
    EXPECT_THAT(outcome.err, HasSubstr("git knows no revision"));
  }
  EXPECT_FALSE(std::filesystem::exists(repository.path("x^{commit}")));
  const Folder outside;
  const std::string mail = outside.write("a.eml", clean_message());
  const Outcome none =
      run_maillint(Invocation{.arguments = {"check", "--changed-since", "HEAD", mail},
                              .input = {},
                              .environment = {"PATH=/usr/bin:/bin", "GIT_CEILING_DIRECTORIES=/"},
                              .directory = outside.path(""),
                              .output = {}});
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("not a git repository"));
  const Outcome without_git =
      run_maillint(Invocation{.arguments = {"check", "--changed-since", "HEAD", mail},
                              .input = {},
                              .environment = {"PATH=/nowhere"},
                              .directory = {},
                              .output = {}});
  EXPECT_EQ(without_git.code, 2);
  EXPECT_THAT(without_git.err, HasSubstr("git cannot be run"));
}

TEST(ChangedLines, ContentIsNoHeader) {
  ChangedLines changes;
  changes.add_diff(
      "diff --git a/a.eml b/a.eml\n--- a/a.eml\n+++ b/a.eml\n@@ -1 +1,2 @@\n-old\n"
      "+++ b/forged.eml\n+@@ -1 +1 @@\n\\ No newline at end of file\n"
      "diff --git a/gone b/gone\n--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
      "diff --git \"a/q\\303\\274\\t\" \"b/q\\303\\274\\t\"\n+++ \"b/q\\303\\274\\t\"\n"
      "@@ -0,0 +1 @@\n+x\n"
      "diff --git a/a b b/a b\n--- a/a b\t\n+++ b/a b\t\n@@ -3,0 +4 @@ Subject\n+x\n",
      "/nowhere");
  EXPECT_TRUE(changes.has("/nowhere/a.eml"));
  EXPECT_TRUE(changes.has("/nowhere/qü\t"));
  EXPECT_TRUE(changes.has("/nowhere/a b"));
  EXPECT_TRUE(changes.has("/nowhere/a.eml#12"));
  EXPECT_FALSE(changes.has("/nowhere/forged.eml"));
  EXPECT_FALSE(changes.has("/nowhere/gone"));
}

}  // namespace
}  // namespace maillint::cli
