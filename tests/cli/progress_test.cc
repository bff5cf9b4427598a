// Tests of the line that tells how far a run is.
#include "cli/progress.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <string>

namespace maillint::cli {
namespace {

/// Standard error on a terminal of its own while it lives.
class ErrorTerminal {
 public:
  ErrorTerminal() : master_(::posix_openpt(O_RDWR | O_NOCTTY)), kept_(::dup(2)) {
    if (::grantpt(master_) != 0 || ::unlockpt(master_) != 0) return;
    const int terminal = ::open(::ptsname(master_), O_RDWR | O_NOCTTY);
    ::dup2(terminal, 2);
    ::close(terminal);
    ::fcntl(master_, F_SETFL, O_NONBLOCK);
  }
  ~ErrorTerminal() {
    ::dup2(kept_, 2);
    ::close(kept_);
    ::close(master_);
  }
  std::string written() const {
    std::array<char, 256> buffer{};
    const ssize_t got = ::read(master_, buffer.data(), buffer.size());
    return {buffer.data(), got < 0 ? 0 : static_cast<std::size_t>(got)};
  }

 private:
  int master_;
  int kept_;
};

constexpr std::chrono::milliseconds at_once{0};
constexpr std::chrono::hours never{1};

TEST(ProgressLine, CountsOnATerminalAndGoes) {
  const ErrorTerminal terminal;
  ASSERT_EQ(::isatty(2), 1);
  Progress progress(true, at_once);
  progress.step();
  EXPECT_EQ(terminal.written(), "\rmessages read: 1 ");
  progress.clear();
  EXPECT_EQ(terminal.written(), "\r\033[K");
}

TEST(ProgressLine, StaysAwayFromShortRunsAndWhereOutputTells) {
  const ErrorTerminal terminal;
  Progress short_run(true, never);
  short_run.step();
  Progress unwanted(false, at_once);
  unwanted.step();
  unwanted.clear();
  EXPECT_EQ(terminal.written(), "");
}

}  // namespace
}  // namespace maillint::cli
