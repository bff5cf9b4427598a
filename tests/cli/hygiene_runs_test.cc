// maillint hygiene: runs that are killed, and two at once.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <thread>

#include "tests/cli/hygiene.h"

namespace maillint::cli {
namespace {

/// Starts a run that says nothing, or says what goes wrong in a new file.
pid_t start(std::vector<std::string> arguments, const char* errors = "/dev/null") {
  std::string program = MAILLINT_PROGRAM;
  std::vector<char*> words{program.data()};
  for (std::string& word : arguments) words.push_back(word.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0600);
  pid_t child = 0;
  EXPECT_EQ(::posix_spawn(&child, program.c_str(), &actions, nullptr, words.data(), environ), 0);
  ::posix_spawn_file_actions_destroy(&actions);
  return child;
}

TEST(Hygiene, SecondRunWaitsOrSaysSo) {
  const Folder folder;
  const std::string state = folder.path("state");
  const int other = ::open(state.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  ASSERT_EQ(::flock(other, LOCK_EX), 0);
  const Outcome outcome = hygiene({"--state", state, "--wait", "0"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(has(outcome.err, "another run uses it")) << outcome.err;

  const std::string errors = folder.write("errors", "");
  const pid_t child = start({"hygiene", "--state", state}, errors.c_str());
  for (int i = 0; i < 6'000 && !has(content_of(errors), "waiting"); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_TRUE(has(content_of(errors), "waiting")) << content_of(errors);
  ::close(other);
  int status = -1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

/// Kills a run after a while, if it lives so long.
void run_and_kill(const std::vector<std::string>& arguments, std::chrono::microseconds after) {
  const pid_t child = start(arguments);
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

TEST(Hygiene, KilledAtAnyMomentNothingIsLostOrCountedTwice) {
  const Folder folder;
  std::string mail = mailbox(600) + mailbox(300, "example.net");
  for (int i = 0; i < 300; ++i) {
    mail += "From MAILER-DAEMON Mon Nov 23 09:14:00 2026\n";
    mail += bounce("user" + std::to_string(i) + "@d" + std::to_string(i) + ".example",
                   i % 2 == 0 ? full : unknown, 10'000 + i) +
            "\n";
  }
  const std::string file = folder.write("all.mbox", mail);
  const auto begun = std::chrono::steady_clock::now();
  const std::string expected = hygiene({file, "--state", folder.path("whole"), "--export"}).out;
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begun);
  ASSERT_TRUE(has(expected, "held"));

  std::mt19937 random(20261123);  // the same moments in every run, as far as the machine allows
  std::string state;
  for (int kill = 0; kill < 50; ++kill) {
    // Some states are killed once, others again and again before they are done.
    if (kill % 5 == 0) {
      if (!state.empty()) {
        EXPECT_EQ(hygiene({file, "--state", state, "--export"}).out, expected) << kill;
      }
      state = folder.path("killed" + std::to_string(kill));
    }
    const auto after = std::uniform_int_distribution<long>(0, whole.count())(random);
    run_and_kill({"hygiene", "--now", std::string(now), file, "--state", state},
                 std::chrono::microseconds(after));
  }
  EXPECT_EQ(hygiene({file, "--state", state, "--export"}).out, expected);
}

TEST(Hygiene, TwoRunsAtOnceKilledLoseNothing) {
  const Folder folder;
  const std::string first = folder.write("a.mbox", mailbox(300));
  const std::string second = folder.write("b.mbox", mailbox(300, "example.net"));
  const std::string expected =
      hygiene({first, second, "--state", folder.path("whole"), "--export"}).out;
  const std::string state = folder.path("state");
  std::mt19937 random(20261124);
  for (int kill = 0; kill < 20; ++kill) {
    const auto moment = [&random] {
      return std::chrono::microseconds(std::uniform_int_distribution<long>(0, 60'000)(random));
    };
    const auto run = [&](const std::string& file, std::chrono::microseconds after) {
      run_and_kill({"hygiene", "--now", std::string(now), file, "--state", state}, after);
    };
    std::thread other(run, second, moment());
    run(first, moment());
    other.join();
  }
  hygiene({first, "--state", state});
  EXPECT_EQ(hygiene({second, "--state", state, "--export"}).out, expected);
}

}  // namespace
}  // namespace maillint::cli
