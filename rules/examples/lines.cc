// Build tool: which lines of two messages show a rule.
#include "rules/examples/lines.h"

#include <algorithm>
#include <cstdint>

namespace maillint::examples {
namespace {

constexpr std::size_t longest_line = 160;
constexpr std::size_t most_compared = 4'000'000;  // cells of the table of a line comparison

bool is_space(char c) { return c == ' ' || c == '\t'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view name_of(std::string_view line) {
  std::string_view name = line.substr(0, line.find(':'));
  while (!name.empty() && is_space(name.back())) name.remove_suffix(1);
  return name;
}

std::string_view without_indent(std::string_view line) {
  while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
  return line;
}

/// Octets that two lines share at both ends.
std::size_t likeness(std::string_view a, std::string_view b) {
  a = without_indent(a);
  b = without_indent(b);
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t head = 0;
  while (head < most && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < most - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  return 2 * head + tail;
}

/// `range` if it is short enough, else as many lines of it as `wanted` has, from the line on that
/// is most like the first of them.
Range window(const Lines& lines, Range range, const Lines& fires, Range wanted) {
  if (range.end - range.begin <= lines_shown) return range;
  std::size_t best = range.begin;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (likeness(lines[i], fires[wanted.begin]) > likeness(lines[best], fires[wanted.begin]))
      best = i;
  }
  return {best, std::min(best + (wanted.end - wanted.begin), range.end)};
}

enum class Where : std::uint8_t { there, section, anywhere };

struct Hunk {
  Range fires;
  Range quiet;
};

/// What differs, by the longest common subsequence of lines.
std::vector<Hunk> difference(const Lines& a, const Lines& b) {
  const std::size_t rows = a.size() + 1;
  const std::size_t columns = b.size() + 1;
  if (rows * columns > most_compared) return {};
  std::vector<std::uint32_t> common(rows * columns);
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      common[i * columns + j] =
          a[i] == b[j] ? common[(i + 1) * columns + j + 1] + 1
                       : std::max(common[(i + 1) * columns + j], common[i * columns + j + 1]);
    }
  }
  std::vector<Hunk> hunks;
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i;
      ++j;
      continue;
    }
    Hunk hunk{{i, i}, {j, j}};
    while ((i < a.size() || j < b.size()) && !(i < a.size() && j < b.size() && a[i] == b[j])) {
      const bool down = j == b.size() || (i < a.size() && common[(i + 1) * columns + j] >=
                                                              common[i * columns + j + 1]);
      ++(down ? i : j);
    }
    hunk.fires.end = i;
    hunk.quiet.end = j;
    hunks.push_back(hunk);
  }
  return hunks;
}

}  // namespace

Lines::Lines(std::string_view octets) {
  const char line_end = octets.find('\n') == std::string_view::npos ? '\r' : '\n';
  while (!octets.empty()) {
    const std::size_t end = std::min(octets.find(line_end), octets.size());
    std::string_view line = octets.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines_.push_back(line);
    octets.remove_prefix(std::min(end + 1, octets.size()));
  }
  const auto empty = std::ranges::find(lines_, std::string_view());
  header_end_ = static_cast<std::size_t>(empty - lines_.begin());
}

Range Lines::field_at(std::size_t i) const {
  if (i >= header_end_) return {};
  const auto is_fold = [&](std::size_t line) {
    return !lines_[line].empty() && is_space(lines_[line].front());
  };
  Range field{i, i + 1};
  while (field.begin > 0 && is_fold(field.begin)) --field.begin;
  while (field.end < header_end_ && is_fold(field.end)) ++field.end;
  return field;
}

Range Lines::field_named(std::string_view name) const {
  for (std::size_t i = 0; i < header_end_; ++i) {
    if (!lines_[i].empty() && !is_space(lines_[i].front()) && same_name(name_of(lines_[i]), name))
      return field_at(i);
  }
  return {};
}

std::string Lines::text(Range range) const {
  std::string out;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    std::string_view line = lines_[i];
    const bool cut = line.size() > longest_line;
    line = line.substr(0, longest_line);
    // Never in the middle of a UTF-8 character.
    while (cut && !line.empty() && (static_cast<unsigned char>(line.back()) & 0x80) != 0)
      line.remove_suffix(1);
    if (i > range.begin) out += '\n';
    out.append(line).append(cut ? "..." : "");
  }
  return out;
}

Range bad_lines(const Lines& fires, std::size_t first, std::size_t last) {
  if (first == 0 || first > fires.size()) return {};
  Range range{first - 1, std::min(last, fires.size())};
  // A field that is missing is reported where the header ends: the header is what to show.
  if (range.end - range.begin == 1 && fires[range.begin].empty()) {
    range.end = range.begin;
    range.begin = range.end - std::min(range.end, lines_shown);
    return range;
  }
  const Range field = fires.field_at(range.begin);
  if (!field.empty() && std::max(field.end, range.end) - field.begin <= lines_shown)
    range = {field.begin, std::max(field.end, range.end)};
  range.end = std::min(range.end, range.begin + lines_shown);
  return range;
}

Range good_lines(const Lines& fires, Range bad, const Lines& quiet) {
  if (bad.empty()) return {};
  const std::string bad_text = fires.text(bad);
  const auto fits = [&](Range range) { return !range.empty() && quiet.text(range) != bad_text; };
  const Range field = fires.field_at(bad.begin);
  if (!field.empty() && bad.end < fires.header_end()) {
    const Range same = window(quiet, quiet.field_named(name_of(fires[field.begin])), fires, bad);
    if (fits(same)) return same;
  }
  // What differs there, else in the same section, else anywhere. Each message has a Message-ID of
  // its own, which shows nothing.
  const std::vector<Hunk> hunks = difference(fires, quiet);
  for (const Where where : {Where::there, Where::section, Where::anywhere}) {
    for (const Hunk& hunk : hunks) {
      const bool meets = hunk.fires.begin <= bad.end && bad.begin <= hunk.fires.end;
      const bool same_section =
          (bad.begin < fires.header_end()) == (hunk.quiet.begin < quiet.header_end());
      if ((where == Where::there && !meets) || (where == Where::section && !same_section)) continue;
      const Range range = window(quiet, hunk.quiet, fires, bad);
      if (!fits(range)) continue;
      if (where == Where::anywhere || !same_name(name_of(quiet[range.begin]), "Message-ID"))
        return range;
    }
  }
  return {};
}

}  // namespace maillint::examples
