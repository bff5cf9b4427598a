// Patterns of .gitignore, one by one and against git itself.
#include "cli/walk/gitignore.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "cli/walk/glob.h"
#include "cli/walk/ignores.h"
#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

namespace fs = std::filesystem;

struct Case {
  const char* name;
  const char* pattern;
  const char* path;
  bool directory;
  bool expected;
};

class PathPatternTest : public testing::TestWithParam<Case> {};

TEST_P(PathPatternTest, Matches) {
  const Case& c = GetParam();
  const std::optional<PathPattern> pattern = PathPattern::parse(c.pattern);
  EXPECT_EQ(pattern && pattern->matches(c.path, c.directory), c.expected)
      << c.pattern << " and " << c.path;
}

INSTANTIATE_TEST_SUITE_P(
    Gitignore, PathPatternTest,
    testing::Values(Case{"any_depth", "a.html", "x/y/a.html", false, true},
                    Case{"whole_names", "a", "ab", false, false},
                    Case{"anchored", "/a", "x/a", false, false},
                    Case{"slash_inside_anchors", "x/a", "y/x/a", false, false},
                    Case{"star_stays_in_a_folder", "x/*.html", "x/y/a.html", false, false},
                    Case{"deep", "x/**/a", "x/y/z/a", false, true},
                    Case{"deep_is_no_folder_too", "x/**/a", "x/a", false, true},
                    Case{"deep_takes_whole_names", "x/**/a", "x/ya", false, false},
                    Case{"all_below", "x/**", "x/y/z", false, true},
                    Case{"all_below_is_not_itself", "x/**", "x", true, false},
                    Case{"two_stars_inside_a_name", "a**b", "a/b", false, false},
                    Case{"directories_only", "a/", "a", false, false},
                    Case{"directories", "a/", "x/a", true, true},
                    Case{"question_mark", "?.txt", "/.txt", false, false},
                    Case{"set", "[a-c].txt", "b.txt", false, true},
                    Case{"inverted_set", "[!a-c].txt", "b.txt", false, false},
                    Case{"class_of_characters", "[[:digit:]]x", "7x", false, true},
                    Case{"bracket_first", "[]x]", "]", false, true},
                    Case{"set_without_end", "[ab", "[ab", false, false},
                    Case{"comment", "#a", "#a", false, false},
                    Case{"escaped_mark", "\\#a", "#a", false, true},
                    Case{"trailing_blank", "a ", "a", false, true},
                    Case{"escaped_blank", "a\\ ", "a ", false, true},
                    Case{"lone_backslash", "a\\", "a\\", false, false}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(PathPatterns, LastOneDecides) {
  PathPatterns patterns;
  patterns.add_lines("\xEF\xBB\xBF*.html\r\n!keep.html\r\n\r\nold/keep.html\n");
  using Verdict = PathPatterns::Verdict;
  EXPECT_EQ(patterns.judge("a.html", false), Verdict::ignored);
  EXPECT_EQ(patterns.judge("keep.html", false), Verdict::wanted);
  EXPECT_EQ(patterns.judge("old/keep.html", false), Verdict::ignored);
  EXPECT_EQ(patterns.judge("a.txt", false), Verdict::none);
}

TEST(PathPatterns, TakeLinearTime) {
  std::string pattern;
  for (int i = 0; i < 300; ++i) pattern += "**/*a*a*/";
  const std::string path(20'000, 'a');
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_FALSE(PathPattern::parse(pattern + "b")->matches(path, false));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

/// Files below a folder that are not ignored, as a walk finds them.
std::vector<std::string> walked(const std::string& root) {
  std::vector<std::string> out;
  std::vector<std::pair<std::string, GitIgnores::Chain>> folders;
  folders.emplace_back(root, GitIgnores::of_root(root));
  while (!folders.empty()) {
    const auto [folder, ignores] = folders.back();
    folders.pop_back();
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string path = entry.path().string();
      if (entry.path().filename() == ".git") continue;
      if (ignores != nullptr && ignores->ignores(path, entry.is_directory())) continue;
      if (entry.is_directory()) {
        folders.emplace_back(path, GitIgnores::of_folder(ignores, path));
      } else {
        out.push_back(path.substr(root.size() + 1));
      }
    }
  }
  std::ranges::sort(out);
  return out;
}

/// The same as git sees it.
std::vector<std::string> by_git(const std::string& root) {
  const std::string command = "git -C '" + root + "' ls-files --others --exclude-standard -z";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  std::vector<std::string> out;
  std::string name;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
    if (c == '\0') {
      out.push_back(name);
      name.clear();
    } else {
      name += static_cast<char>(c);
    }
  }
  ::pclose(pipe);
  std::ranges::sort(out);
  return out;
}

class RandomPatterns {
 public:
  std::string file() {
    std::string out;
    for (unsigned lines = 1 + pick(4); lines > 0; --lines) out += line() + '\n';
    return out;
  }

 private:
  unsigned pick(unsigned count) {
    return std::uniform_int_distribution<unsigned>(0, count - 1)(random_);
  }
  std::string line() {
    // No "a**/": git takes it for "**/" behind a letter, gitignore(5) for "a*/".
    static constexpr std::array<const char*, 15> names = {
        "a",    "b",     "*",   "?",      "**",  "a*",     "*b", "[ab]",
        "[!a]", "x\\ y", "foo", "*.html", "f*o", "[a-c]*", "*"};
    std::string out = pick(5) == 0 ? "!" : "";
    if (pick(4) == 0) out += '/';
    for (unsigned count = 1 + pick(3); count > 0; --count)
      out += std::string(names[pick(names.size())]) + (count > 1 ? "/" : "");
    if (pick(4) == 0) out += '/';
    return out;
  }
  std::mt19937 random_{20'261'129};
};

TEST(GitIgnores, AgreeWithGit) {
  const Folder folder;
  const std::string root = fs::path(folder.path("tree")).string();
  for (const char* name : {"a", "b/a", "b/b/a", "b/b/c.html", "foo/a/b", "foo/a/foo/b",
                           "foo/c.html", "x y", "ab", "abc/ab/a.html", "abc/x y/b", "c.html"})
    folder.write(std::string("tree/") + name, "");
  ::setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
  if (std::system(("git init -q '" + root + "' 2>/dev/null").c_str()) != 0)
    GTEST_SKIP() << "NOT TESTED: there is no git";
  RandomPatterns random;
  for (int i = 0; i < 120; ++i) {
    const std::string first = random.file();
    const std::string second = random.file();
    folder.write("tree/.gitignore", first);
    folder.write("tree/abc/.gitignore", second);
    ASSERT_EQ(walked(root), by_git(root)) << first << "-- in abc/:\n" << second;
  }
}

TEST(FilesLike, FindsWhatTheShellWouldFind) {
  const Folder folder;
  for (const char* name : {"t/a.html", "t/b/c.html", "t/b/d/e.html", "t/b/f.txt", "t/.h/g.html"})
    folder.write(name, "");
  const std::string t = folder.path("t");
  using Paths = std::vector<std::string>;
  EXPECT_EQ(files_like(t + "/*.html"), (Paths{t + "/a.html"}));
  EXPECT_EQ(files_like(t + "/**/*.html"),
            (Paths{t + "/a.html", t + "/b/c.html", t + "/b/d/e.html"}));
  EXPECT_EQ(files_like(t + "/*/[cf].*"), (Paths{t + "/b/c.html", t + "/b/f.txt"}));
  EXPECT_EQ(files_like(t + "/b*"), (Paths{t + "/b"}));
  EXPECT_EQ(files_like(t + "/x*"), Paths{});
}

}  // namespace
}  // namespace maillint::cli
