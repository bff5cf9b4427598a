// A regular expression of an entry, compiled as far as texts ask for it.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace maillint {

/// Counted gaps ("[^.;]{0,48}") cost RE2 most: up to 15 ms for one pattern. So texts meet the
/// pattern with gaps of any length first, which most of them fail, then one alternative after the
/// other as it is written.
class Pattern {
 public:
  Pattern();
  ~Pattern();
  /// `regex` is the same at each call.
  bool matches(std::string_view regex, std::string_view text);

 private:
  struct Alternative;

  std::once_flag once_;
  std::unique_ptr<re2::RE2> wide_;  // matches wherever the pattern does
  bool exact_ = false;              // and nowhere else
  std::vector<Alternative> alternatives_;
};

/// What is wrong with a pattern, "" if it compiles.
std::string pattern_error(std::string_view regex);

}  // namespace maillint
