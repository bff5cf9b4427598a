// How far a long run is, on a terminal.
#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <string>
#include <string_view>

namespace maillint::cli {
namespace {

constexpr std::chrono::milliseconds again_after{100};

/// What cannot be written is not worth an error.
void write_error(std::string_view text) {
  [[maybe_unused]] const ssize_t written = ::write(2, text.data(), text.size());
}

std::string with_commas(std::size_t number) {
  std::string digits = fmt::format("{}", number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

}  // namespace

Progress::Progress(bool wanted, std::chrono::milliseconds quiet)
    : on_(wanted && ::isatty(2) == 1), next_(Clock::now() + quiet) {}

void Progress::step() {
  ++messages_;
  if (!on_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + again_after;
  shown_ = true;
  write_error(fmt::format("\rmessages read: {} ", with_commas(messages_)));
}

void Progress::clear() {
  if (!shown_) return;
  shown_ = false;
  write_error("\r\033[K");
}

}  // namespace maillint::cli
