// Unified diffs: equal beginnings and ends are cut off, and Myers' O(ND) finds what lies between.
#include "cli/fix/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace maillint::cli {
namespace {

using Lines = std::vector<std::string_view>;  // with their line ends

constexpr std::size_t around = 3;
constexpr std::size_t edits_most = 500;  // memory and time grow with the square

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// before[begin, end) becomes after[new_begin, new_end).
struct Change {
  std::size_t begin;
  std::size_t end;
  std::size_t new_begin;
  std::size_t new_end;
};

/// Myers, "An O(ND) Difference Algorithm": the furthest reach on each diagonal, kept for each
/// number of edits, then walked back.
class Comparison {
 public:
  Comparison(const Lines& a, const Lines& b) : a_(a), b_(b) {
    while (head_ < std::min(a.size(), b.size()) && a[head_] == b[head_]) ++head_;
    a_end_ = a.size();
    b_end_ = b.size();
    while (a_end_ > head_ && b_end_ > head_ && a[a_end_ - 1] == b[b_end_ - 1]) {
      --a_end_;
      --b_end_;
    }
  }

  std::vector<Change> changes() {
    if (head_ == a_end_ && head_ == b_end_) return {};
    if (!search()) return {{head_, a_end_, head_, b_end_}};
    return walk_back();
  }

 private:
  using Reach = std::vector<std::int64_t>;  // by diagonal, shifted by the number of edits

  std::int64_t size_a() const { return static_cast<std::int64_t>(a_end_ - head_); }
  std::int64_t size_b() const { return static_cast<std::int64_t>(b_end_ - head_); }

  static std::int64_t at(const Reach& reach, std::int64_t diagonal) {
    const std::int64_t middle = static_cast<std::int64_t>(reach.size()) / 2;
    const std::int64_t i = middle + diagonal;
    return i < 0 || i >= static_cast<std::int64_t>(reach.size())
               ? -1
               : reach[static_cast<std::size_t>(i)];
  }

  /// Whether the step onto this diagonal was an insertion.
  static bool comes_from_above(const Reach& before, std::int64_t diagonal) {
    return at(before, diagonal + 1) > at(before, diagonal - 1);
  }

  static std::int64_t begin_of(const Reach& before, std::int64_t diagonal, bool first) {
    if (first) return 0;
    return comes_from_above(before, diagonal) ? at(before, diagonal + 1)
                                              : at(before, diagonal - 1) + 1;
  }

  bool search() {
    for (std::size_t edits = 0; edits <= edits_most; ++edits) {
      const auto d = static_cast<std::int64_t>(edits);
      const Reach before = edits == 0 ? Reach() : reaches_.back();
      Reach reach(2 * edits + 1, -1);
      for (std::int64_t k = -d; k <= d; k += 2) {
        if (edits > 0 && at(before, k - 1) < 0 && at(before, k + 1) < 0) continue;
        std::int64_t x = begin_of(before, k, edits == 0);
        std::int64_t y = x - k;
        if (x < 0 || y < 0 || x > size_a() || y > size_b()) continue;
        while (x < size_a() && y < size_b() &&
               a_[head_ + static_cast<std::size_t>(x)] == b_[head_ + static_cast<std::size_t>(y)]) {
          ++x;
          ++y;
        }
        reach[static_cast<std::size_t>(d + k)] = x;
        if (x == size_a() && y == size_b()) {
          end_ = k;
          reaches_.push_back(std::move(reach));
          return true;
        }
      }
      reaches_.push_back(std::move(reach));
    }
    return false;
  }

  std::vector<Change> walk_back() const {
    std::vector<Change> changes;
    std::int64_t k = end_;
    for (std::size_t edits = reaches_.size() - 1; edits > 0; --edits) {
      const Reach& before = reaches_[edits - 1];
      const bool inserted = comes_from_above(before, k);
      k += inserted ? 1 : -1;
      const std::size_t x = head_ + static_cast<std::size_t>(at(before, k));
      const std::size_t y = head_ + static_cast<std::size_t>(at(before, k) - k);
      const Change step{x, x + (inserted ? 0 : 1), y, y + (inserted ? 1 : 0)};
      if (!changes.empty() && changes.back().begin == step.end &&
          changes.back().new_begin == step.new_end) {
        changes.back().begin = step.begin;
        changes.back().new_begin = step.new_begin;
      } else {
        changes.push_back(step);
      }
    }
    std::ranges::reverse(changes);
    return changes;
  }

  const Lines& a_;
  const Lines& b_;
  std::size_t head_ = 0;
  std::size_t a_end_ = 0;
  std::size_t b_end_ = 0;
  std::vector<Reach> reaches_;
  std::int64_t end_ = 0;  // diagonal of the end
};

void put(std::string& out, char mark, std::string_view line) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

/// "12,3": a range without lines is named by the line before it.
std::string range(std::size_t begin, std::size_t end) {
  const std::size_t count = end - begin;
  return fmt::format("{},{}", count == 0 ? begin : begin + 1, count);
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  const Lines a = lines_of(before);
  const Lines b = lines_of(after);
  const std::vector<Change> changes = Comparison(a, b).changes();
  if (changes.empty()) return {};
  std::string out = fmt::format("--- {}\n+++ {}\n", path, path);
  for (std::size_t first = 0, last = 0; first < changes.size(); first = last) {
    last = first + 1;
    while (last < changes.size() && changes[last].begin - changes[last - 1].end <= 2 * around)
      ++last;
    const std::size_t lead = std::min(around, changes[first].begin);
    const std::size_t tail = std::min(around, a.size() - changes[last - 1].end);
    out += fmt::format("@@ -{} +{} @@\n",
                       range(changes[first].begin - lead, changes[last - 1].end + tail),
                       range(changes[first].new_begin - lead, changes[last - 1].new_end + tail));
    std::size_t at = changes[first].begin - lead;
    for (std::size_t i = first; i < last; ++i) {
      for (; at < changes[i].begin; ++at) put(out, ' ', a[at]);
      for (; at < changes[i].end; ++at) put(out, '-', a[at]);
      for (std::size_t n = changes[i].new_begin; n < changes[i].new_end; ++n) put(out, '+', b[n]);
    }
    for (const std::size_t end = at + tail; at < end; ++at) put(out, ' ', a[at]);
  }
  return out;
}

}  // namespace maillint::cli
