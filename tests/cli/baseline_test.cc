// Baselines: what they accept, what is new, what is gone.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;

std::string page_of(std::vector<std::string_view> pictures) {
  std::string page =
      "Subject: News for {{ name }}\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
      "<!DOCTYPE html>\n<html lang=\"en\"><body><p>Hello {{ name }}, the news.</p>\n";
  for (const std::string_view name : pictures)
    page += fmt::format("<img src=\"https://www.example.com/{}.png\" width=\"9\" height=\"9\">\n",
                        name);
  return page + "</body></html>\n";
}

class Project {
 public:
  const Folder& folder() const { return folder_; }
  std::string path(const std::string& name) const { return folder_.path(name); }
  Outcome check(std::vector<std::string> more, const std::string& from = "") const {
    Invocation invocation;
    invocation.arguments = {"check", "--format", "concise", "--select", "html-img-missing-alt"};
    invocation.arguments.insert(invocation.arguments.end(), more.begin(), more.end());
    invocation.directory = folder_.path(from);
    return run_maillint(invocation);
  }

 private:
  Folder folder_;
};

TEST(Baseline, AcceptsWhatItCountsWhereverTheLinesAre) {
  const Project project;
  project.folder().write("mail/a.eml", page_of({"a", "b", "b"}));
  project.folder().write("mail/c.eml", page_of({"c"}));
  const Outcome written =
      project.check({"--baseline", "lint.json", "--write-baseline", "mail/a.eml", "mail/c.eml"});
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_EQ(written.out, "");
  EXPECT_EQ(written.err, "maillint: lint.json: 4 findings of 2 files\n");
  const json document = json::parse(content_of(project.path("lint.json")));
  EXPECT_EQ(document["files"]["mail/a.eml"]["html-img-missing-alt"].size(), 2U) << document;

  // Lines move, the folder to call it from too, and nothing is new.
  project.folder().write("mail/a.eml", "X-Note: moved\n" + page_of({"b", "a", "b"}));
  EXPECT_EQ(project.check({"--baseline", "lint.json", "mail/a.eml"}).out, "");
  EXPECT_EQ(project.check({"--baseline", "../lint.json", "a.eml", "c.eml"}, "mail").out, "");

  // One more of the same words, and other words.
  project.folder().write("mail/a.eml", page_of({"b", "b", "a", "b", "d"}));
  const Outcome more = project.check({"--baseline", "lint.json", "mail/a.eml"});
  EXPECT_EQ(more.out,
            "mail/a.eml:10:1: warning[html-img-missing-alt] Picture has no alt text\n"
            "mail/a.eml:11:1: warning[html-img-missing-alt] Picture has no alt text\n");
  EXPECT_EQ(more.err, "");
}

TEST(Baseline, IsTheSameForEveryNumberOfThreads) {
  const Project project;
  std::vector<std::string> arguments = {"--baseline", "lint.json", "--write-baseline"};
  for (int i = 0; i < 30; ++i)
    arguments.push_back(
        project.folder().write(fmt::format("m/{}.eml", i), page_of({"a", "b", "b"})));
  project.check(arguments);
  const std::string first = content_of(project.path("lint.json"));
  EXPECT_EQ(std::count(first.begin(), first.end(), '\n') > 60, true) << first;
  std::filesystem::remove(project.path("lint.json"));
  arguments.insert(arguments.begin(), "-j4");
  project.check(arguments);
  EXPECT_EQ(content_of(project.path("lint.json")), first);
}

TEST(Baseline, TellsAndDropsWhatIsGone) {
  const Project project;
  project.folder().write("a.eml", page_of({"a", "b", "b"}));
  project.folder().write("b.eml", page_of({"a"}));
  project.folder().write("c.eml", page_of({"a"}));
  project.check({"--baseline", "lint.json", "--write-baseline", "a.eml", "b.eml", "c.eml"});
  project.folder().write("a.eml", page_of({"b"}));
  std::filesystem::remove(project.path("b.eml"));

  const Outcome stale = project.check({"--baseline", "lint.json", "a.eml"});
  EXPECT_EQ(stale.code, 0);
  EXPECT_EQ(stale.err,
            "maillint: lint.json: a.eml: html-img-missing-alt: 2 of 3 no longer occur\n"
            "maillint: lint.json: b.eml: html-img-missing-alt: 1 of 1 no longer occur\n"
            "maillint: lint.json: some findings are gone\n"
            "  --prune-baseline drops them\n");
  // Rules that did not run tell nothing.
  EXPECT_EQ(project.check({"--ignore", "html-*", "--baseline", "lint.json", "a.eml"}).err, "");

  EXPECT_EQ(project.check({"--baseline", "lint.json", "--prune-baseline", "a.eml"}).err,
            "maillint: lint.json: 2 findings of 2 files\n");
  EXPECT_EQ(project.check({"--baseline", "lint.json", "a.eml", "c.eml"}).err, "");
}

TEST(Baseline, IsNamedByTheConfiguration) {
  const Project project;
  project.folder().write("maillint.toml", "baseline = 'lint/known.json'");
  project.folder().write("mail/a.eml", page_of({"a"}));
  const Outcome missing = project.check({"mail/a.eml"});
  EXPECT_EQ(missing.code, 2);
  EXPECT_NE(missing.err.find("--write-baseline makes it"), std::string::npos) << missing.err;
  project.folder().write("lint/known.json", "{}");
  EXPECT_EQ(project.check({"mail/a.eml"}).code, 2);
  std::filesystem::remove(project.path("lint/known.json"));
  EXPECT_EQ(project.check({"--write-baseline", "mail/a.eml"}).code, 0);
  EXPECT_EQ(project.check({"a.eml"}, "mail").out, "");
  project.folder().write("maillint.toml", "baseline = '../../known.json'");
  EXPECT_NE(project.check({"mail/a.eml"}).err.find("outside of the repository"), std::string::npos);
}

TEST(Baseline, IsReplacedAsAWhole) {
  const Project project;
  project.folder().write("a.eml", page_of({"a"}));
  project.folder().write("there/lint.json", R"({"schema": "maillint-baseline/1", "files": {}})");
  ::chmod(project.path("there/lint.json").c_str(), 0640);
  std::filesystem::create_symlink("there/lint.json", project.path("lint.json"));
  EXPECT_EQ(project.check({"--baseline", "lint.json", "--write-baseline", "a.eml"}).code, 0);
  EXPECT_TRUE(std::filesystem::is_symlink(project.path("lint.json")));
  EXPECT_NE(content_of(project.path("there/lint.json")).find("html-img-missing-alt"), std::string::npos);
  struct stat status {};
  ASSERT_EQ(::stat(project.path("there/lint.json").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry :
       std::filesystem::directory_iterator(project.path("there")))
    ++files;
  EXPECT_EQ(files, 1U);
}

TEST(Baseline, WrongUseIsTold) {
  const Project project;
  project.folder().write("a.eml", page_of({"a"}));
  EXPECT_NE(project.check({"--write-baseline", "a.eml"}).err.find("which baseline?"),
            std::string::npos);
  EXPECT_EQ(project.check({"--write-baseline", "--prune-baseline", "a.eml"}).code, 2);
  project.folder().write("lint.json", "[1");
  const Outcome broken = project.check({"--baseline", "lint.json", "a.eml"});
  EXPECT_EQ(broken.code, 2);
  EXPECT_NE(broken.err.find("lint.json: "), std::string::npos) << broken.err;
}

}  // namespace
}  // namespace maillint::cli
