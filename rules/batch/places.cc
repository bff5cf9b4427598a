// Where the messages of a run stand.
#include "rules/batch/places.h"

#include <algorithm>
#include <charconv>

namespace maillint {
namespace {

/// The N of "path#N", 0 if there is none; `path` then loses it.
std::size_t take_number(std::string_view& path) {
  const std::size_t hash = path.rfind('#');
  if (hash == std::string_view::npos) return 0;
  const std::string_view digits = path.substr(hash + 1);
  std::size_t number = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  // "#007" would come back as "#7".
  if (problem != std::errc() || end != digits.data() + digits.size() || digits.front() == '0')
    return 0;
  path = path.substr(0, hash);
  return number;
}

}  // namespace

void MessagePaths::add(std::string_view path) {
  const std::size_t number = take_number(path);
  const bool continues = number > 0 && !runs_.empty() && runs_.back().first > 0 &&
                         runs_.back().path == path &&
                         runs_.back().first + (size_ - runs_.back().begin) == number;
  if (!continues) runs_.push_back({.begin = size_, .first = number, .path = std::string(path)});
  ++size_;
}

std::string MessagePaths::operator[](std::uint32_t message) const {
  const auto next = std::ranges::upper_bound(runs_, message, {}, &Run::begin);
  const Run& run = *(next - 1);
  if (run.first == 0) return run.path;
  return run.path + '#' + std::to_string(run.first + (message - run.begin));
}

}  // namespace maillint
