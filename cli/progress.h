// How far a long run is, on a terminal.
#pragma once

#include <chrono>
#include <cstddef>

namespace maillint::cli {

/// Writes "messages read: 1,234" over one line of standard error: only if that is a terminal, only
/// after a while, and at most ten times a second. Not thread-safe.
class Progress {
 public:
  /// `wanted`: whether nothing else tells people that work goes on. A run shorter than `quiet`
  /// shows nothing.
  explicit Progress(bool wanted, std::chrono::milliseconds quiet = std::chrono::milliseconds{1000});
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void step();
  /// Takes the line away, before something else is written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool on_;
  bool shown_ = false;
  std::size_t messages_ = 0;
  Clock::time_point next_;
};

}  // namespace maillint::cli
