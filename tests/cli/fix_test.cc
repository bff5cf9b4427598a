// Fixes: what reports tell of them, and what --fix makes of files.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/fix/diff.h"
#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;

std::string without(std::string message, std::string_view line) {
  message.erase(message.find(line), line.size());
  return message;
}

json checked(std::string_view format, const std::string& path) {
  return json::parse(run_maillint({"check", "--format", std::string(format), "--select",
                                   "header-mime-version-missing", path})
                         .out);
}

TEST(Fixes, ReportsTellTheEdits) {
  const Folder folder;
  const std::string text = without(clean_message(), "MIME-Version: 1.0\r\n");
  const std::string path = folder.write("a.eml", text);
  const std::size_t at = text.find("Content-Type");

  const json fix = checked("json", path)["messages"][0]["findings"][0]["fix"];
  EXPECT_EQ(fix["title"], "Add MIME-Version: 1.0");
  EXPECT_EQ(fix["safe"], true);
  EXPECT_EQ(fix["edits"],
            json::array({{{"offset", at}, {"length", 0}, {"text", "MIME-Version: 1.0\r\n"}}}));

  const json result = checked("sarif", path)["runs"][0]["results"][0];
  const json& change = result["fixes"][0]["artifactChanges"][0];
  EXPECT_EQ(change["artifactLocation"]["uri"],
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
  EXPECT_EQ(change["replacements"][0]["deletedRegion"]["byteOffset"], at);
  EXPECT_EQ(change["replacements"][0]["insertedContent"]["text"], "MIME-Version: 1.0\r\n");
}

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A draft with a Subject that ends with a space and without MIME-Version.
std::string draft() {
  std::string text = without(clean_message("Grüße "), "MIME-Version: 1.0\r\n");
  return text.substr(text.find("From:"));
}

std::string fixed_draft() {
  std::string text = draft();
  text.replace(text.find("Grüße "), 8, "=?utf-8?Q?Gr=C3=BC=C3=9Fe?=");
  text.insert(text.find("Content-Type"), "MIME-Version: 1.0\r\n");
  return text;
}

Outcome fix(std::vector<std::string> more, std::string input = {}) {
  std::vector<std::string> arguments = {"check", "--fix", "--no-config", "--now",
                                        "2026-11-23T12:00:00Z"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_maillint(arguments, std::move(input));
}

TEST(Fix, ChangesFilesAndReportsWhatIsLeft) {
  const Folder folder;
  const std::string path = folder.write("there/a.eml", draft());
  ::chmod(path.c_str(), 0640);
  const std::string link = folder.path("a.eml");
  std::filesystem::create_symlink("there/a.eml", link);
  const Outcome outcome = fix({"-q", link});
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_EQ(read(path), fixed_draft());
  EXPECT_NE(outcome.err.find("fixed 3 findings in 1 file"), std::string::npos) << outcome.err;
  EXPECT_EQ(outcome.out.find("mime-version"), std::string::npos) << outcome.out;
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);
  EXPECT_EQ(fix({"-q", link}).err, "");
  EXPECT_EQ(read(path), fixed_draft());
}

TEST(Fix, FollowsNoLinkOutOfAFolder) {
  const Folder folder;
  const std::string outside = folder.write("outside/a.eml", draft());
  folder.write("mail/b.eml", draft());
  std::filesystem::create_symlink("../outside/a.eml", folder.path("mail/a.eml"));
  const Outcome outcome = fix({"-q", folder.path("mail")});
  EXPECT_EQ(read(outside), draft());
  EXPECT_EQ(read(folder.path("mail/b.eml")), fixed_draft());
  EXPECT_NE(outcome.err.find("a.eml: left alone: it is a symbolic link"), std::string::npos)
      << outcome.err;
}

TEST(Fix, AListOnStandardInputIsReadOnce) {
  const Folder folder;
  const std::string path = folder.write("a.eml", draft());
  const Outcome outcome = fix({"--select", "subject-*,header-*", "--files-from", "-"}, path + "\n");
  EXPECT_EQ(read(path).find("Subject: Gr\xC3"), std::string::npos);
  EXPECT_NE(outcome.out.find(path), std::string::npos) << outcome.out << outcome.err;
}

TEST(Fix, WithoutAReportThereIsNothingToWrite) {
  const Folder folder;
  const std::string path = folder.write("a.eml", draft());
  EXPECT_EQ(fix({"--diff", "--output", folder.path("o"), path}).code, 2);
  EXPECT_EQ(fix({"--diff", "--baseline", folder.path("b"), "--write-baseline", path}).code, 2);
}

TEST(Fix, DiffChangesNothing) {
  const Folder folder;
  const std::string path = folder.write("a.eml", draft());
  const Outcome outcome = fix({"--diff", path});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(read(path), draft());
  EXPECT_NE(outcome.out.find("--- " + path + "\n+++ " + path + "\n@@ -1,8 +1,9 @@\n"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("\n+MIME-Version: 1.0\r\n"), std::string::npos) << outcome.out;
  const std::string good = folder.write("b.eml", fixed_draft());
  const Outcome nothing = fix({"--diff", good});
  EXPECT_EQ(nothing.code, 0);
  EXPECT_EQ(nothing.out, "");
}

TEST(Fix, StandardInputGoesToStandardOutput) {
  const Outcome outcome = fix({"-"}, draft());
  EXPECT_EQ(outcome.out, fixed_draft());
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(fix({"-"}, fixed_draft()).out, fixed_draft());
  EXPECT_EQ(fix({"-", "a.eml"}, draft()).code, 2);
}

TEST(Fix, LeavesSignedAndReceivedMailAlone) {
  const Folder folder;
  const std::string received = without(clean_message(), "MIME-Version: 1.0\r\n");
  const std::string signed_draft =
      "DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=x; h=from; bh=x; b=x\r\n" + draft();
  for (const std::string& text : {received, signed_draft}) {
    const std::string path = folder.write("a.eml", text);
    const Outcome outcome = fix({"-q", path});
    EXPECT_EQ(read(path), text);
    EXPECT_NE(outcome.err.find("left alone: it "), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("--fix-anyway"), std::string::npos) << outcome.err;
    fix({"-q", "--fix-anyway", path});
    EXPECT_NE(read(path).find("MIME-Version: 1.0\r\n"), std::string::npos);
  }
}

TEST(Fix, LeavesMailboxesAlone) {
  const Folder folder;
  const std::string mbox = "From a@example.com Mon Nov 23 09:00:00 2026\n" + draft() +
                           "\nFrom a@example.com Mon Nov 23 09:00:00 2026\n" + draft();
  const std::string path = folder.write("a.mbox", mbox);
  const Outcome outcome = fix({"-q", path});
  EXPECT_EQ(read(path), mbox);
  EXPECT_NE(outcome.err.find("it is not a file of its own"), std::string::npos) << outcome.err;
}

TEST(Fix, UnsafeOnesWaitForTheirOption) {
  const Folder folder;
  std::string text = fixed_draft();
  text.replace(text.find("=?"), text.find("?=") + 2 - text.find("=?"), "Sale today!");
  const std::string path = folder.write("a.eml", text);
  const Outcome outcome = fix({"-q", "--profile", "bulk", path});
  EXPECT_EQ(read(path), text);
  EXPECT_NE(outcome.err.find("1 finding more with --unsafe-fixes"), std::string::npos)
      << outcome.err;
  fix({"-q", "--profile", "bulk", "--unsafe-fixes", path});
  EXPECT_NE(read(path).find("Subject: Sale today\r\n"), std::string::npos) << read(path);
}

TEST(Fix, WrongUseIsTold) {
  EXPECT_EQ(run_maillint({"check", "--diff", "a.eml"}).code, 2);
  EXPECT_EQ(run_maillint({"check", "--unsafe-fixes", "a.eml"}).code, 2);
}

/// As patch(1) reads it.
std::string patched(const Folder& folder, std::string_view before, std::string_view after) {
  folder.write("x", before);
  folder.write("x.diff", unified_diff("x", before, after));
  const std::string command = "cd '" + folder.path("") + "' && patch -s --binary x x.diff";
  EXPECT_EQ(std::system(command.c_str()), 0) << read(folder.path("x.diff"));
  return read(folder.path("x"));
}

TEST(UnifiedDiff, IsWhatPatchApplies) {
  const Folder folder;
  std::string many;
  for (int i = 0; i < 40; ++i) many += "line " + std::to_string(i) + "\n";
  std::string other = many;
  other.replace(other.find("line 3\n"), 7, "LINE 3\nand more\n");
  other.erase(other.find("line 9\n"), 7);
  other.insert(other.find("line 30\n"), "between\n");
  for (const auto& [before, after] :
       std::vector<std::pair<std::string, std::string>>{{many, other},
                                                        {other, many},
                                                        {"a\n", "a"},
                                                        {"a", "a\nb"},
                                                        {"a\nb\n", "b\n"},
                                                        {"b\n", "a\nb\n"},
                                                        {"a\r\nb\r\n", "a\nb\n"},
                                                        {many, "other\n" + many + "end\n"}}) {
    EXPECT_EQ(patched(folder, before, after), after);
  }
  EXPECT_EQ(unified_diff("x", many, many), "");
  std::string thousands;
  for (int i = 0; i < 5'000; ++i) thousands += std::to_string(i) + "\r\n";
  std::string without_cr = thousands;
  std::erase(without_cr, '\r');
  EXPECT_EQ(patched(folder, thousands, without_cr), without_cr);
}

}  // namespace
}  // namespace maillint::cli
