// maillint completion: the scripts, tried in the shells that are there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

bool has(const std::string& shell) {
  return std::system(("command -v " + shell + " >/dev/null 2>&1").c_str()) == 0;
}

std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  std::string out;
  std::array<char, 4096> buffer{};
  while (std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
    out.append(buffer.data(), got);
  ::pclose(pipe);
  return out;
}

/// The script of a shell in a file of its own.
std::string script(const Folder& folder, const std::string& shell) {
  const Outcome outcome = run_maillint({"completion", shell});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return folder.write(shell + ".completion", outcome.out);
}

/// What bash offers for the last of the words.
std::string in_bash(const Folder& folder, const std::string& words) {
  const std::string test = folder.write(
      "test.bash", "cd " + folder.path("") + "\n. ./bash.completion\nCOMP_WORDS=(" + words +
                       ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_maillint\n"
                       "printf '%s\\n' \"${COMPREPLY[@]}\"\n");
  return output_of("bash --norc " + test + " 2>&1");
}

TEST(Completion, Bash) {
  if (!has("bash")) GTEST_SKIP() << "NOT TESTED: there is no bash";
  const Folder folder;
  script(folder, "bash");
  folder.write("my mail.eml", "");
  EXPECT_THAT(in_bash(folder, "maillint ex"), HasSubstr("explain\n"));
  EXPECT_THAT(in_bash(folder, "maillint check --fo"), HasSubstr("--format\n"));
  EXPECT_EQ(in_bash(folder, "maillint check --format sa"), "sarif\n");
  EXPECT_EQ(in_bash(folder, "maillint check --format = sa"), "sarif\n");
  EXPECT_EQ(in_bash(folder, "maillint check --profile b"), "bulk\n");
  EXPECT_EQ(in_bash(folder, "maillint check --ignore link-short"), "link-shortener\n");
  EXPECT_EQ(in_bash(folder, "maillint check --ignore subject-empty,link-short"),
            "subject-empty,link-shortener\n");
  EXPECT_EQ(in_bash(folder, "maillint check my"), "my mail.eml\n");
  EXPECT_EQ(in_bash(folder, "maillint rules subject-ends-ex"), "subject-ends-exclamation\n");
  EXPECT_EQ(in_bash(folder, "maillint ini"), "init\n");
  EXPECT_EQ(in_bash(folder, "maillint completion z"), "zsh\n");
  EXPECT_THAT(in_bash(folder, "maillint explain --"), Not(HasSubstr("--fail-on")));
}

TEST(Completion, Fish) {
  if (!has("fish")) GTEST_SKIP() << "NOT TESTED: there is no fish";
  const Folder folder;
  const std::string file = script(folder, "fish");
  folder.write("my mail.eml", "");
  const auto in_fish = [&](const std::string& line) {
    return output_of("cd " + folder.path("") + " && HOME=" + folder.path("") +
                     " fish --no-config -c 'source " + file + "; complete -C \"" + line +
                     "\"' 2>&1");
  };
  EXPECT_THAT(in_fish("maillint ex"), HasSubstr("explain\t"));
  EXPECT_THAT(in_fish("maillint check --fo"), HasSubstr("--format"));
  EXPECT_THAT(in_fish("maillint check --format sa"), HasSubstr("sarif"));
  EXPECT_THAT(in_fish("maillint check --ignore link-short"), HasSubstr("link-shortener"));
  EXPECT_THAT(in_fish("maillint check my"), HasSubstr("my mail.eml"));
  EXPECT_THAT(in_fish("maillint explain --fail"), Not(HasSubstr("--fail-on")));
}

TEST(Completion, Zsh) {
  if (!has("zsh")) GTEST_SKIP() << "NOT TESTED: there is no zsh";
  const Folder folder;
  script(folder, "zsh");
  // Completion works on a terminal only. After the tab, text put before the line ends the reading.
  const std::string test = folder.write("test.zsh", R"(zmodload zsh/zpty
zpty shell "TERM=dumb zsh -f"
zpty -w shell "PROMPT=; autoload -Uz compinit; compinit -u -d $1/dump; . $1/zsh.completion"
zpty -w shell "bindkey '^I' complete-word; cd $1; print REA''DY"
zpty -r shell text '*READY*'
for line in "${@:2}"; do
  zpty -w -n shell "$line"$'\t\C-A: '"GOT$((++lines)) "$'\C-E\n'
  zpty -r shell text "*: GOT$lines maillint*"
  print -r -- "$text"
done
)");
  const std::string out = output_of("timeout 60 zsh -f " + test + ' ' + folder.path("") +
                                    " 'maillint expl' 'maillint check --format sar' "
                                    "'maillint check --ignore subject-empty,link-shorte' 2>&1");
  EXPECT_THAT(out, HasSubstr("maillint explain"));
  EXPECT_THAT(out, HasSubstr("--format sarif"));
  EXPECT_THAT(out, HasSubstr("link-shortener"));
}

TEST(Completion, OtherShellsAreWrongUsage) {
  EXPECT_EQ(run_maillint({"completion"}).code, 2);
  const Outcome outcome = run_maillint({"completion", "fishh"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("did you mean 'fish'?"));
  EXPECT_THAT(run_maillint({"completion", "--help"}).out, HasSubstr("bash|zsh|fish"));
}

}  // namespace
}  // namespace maillint::cli
