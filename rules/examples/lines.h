// Build tool: which lines of two messages show a rule.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace maillint::examples {

inline constexpr std::size_t lines_shown = 4;

/// Lines [begin, end), from 0.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin >= end; }
};

/// A message as lines without their ends.
class Lines {
 public:
  explicit Lines(std::string_view octets);
  const std::vector<std::string_view>& all() const { return lines_; }
  std::string_view operator[](std::size_t i) const { return lines_[i]; }
  std::size_t size() const { return lines_.size(); }
  /// Of the first empty line: where the body begins.
  std::size_t header_end() const { return header_end_; }
  /// The header field that line i belongs to, folds included; empty outside of the header.
  Range field_at(std::size_t i) const;
  /// The field of that name ("Subject"), empty if there is none.
  Range field_named(std::string_view name) const;
  std::string text(Range range) const;  // joined by LF, long lines cut

 private:
  std::vector<std::string_view> lines_;
  std::size_t header_end_ = 0;
};

/// What to show of fires.eml for a finding in lines [first, last], from 1.
Range bad_lines(const Lines& fires, std::size_t first, std::size_t last);
/// What to show of quiet.eml beside it; empty if nothing fits.
Range good_lines(const Lines& fires, Range bad, const Lines& quiet);

}  // namespace maillint::examples
