// ASCII without a locale.
#include "lint/ascii.h"

#include "lint/blocks.h"

namespace maillint::ascii {

namespace {

constexpr char folded(char c) { return static_cast<char>(c | 0x20); }

}  // namespace

std::size_t find(std::string_view text, std::string_view needle, std::size_t from) {
  if (needle.empty()) return from <= text.size() ? from : std::string_view::npos;
  if (text.size() < needle.size()) return std::string_view::npos;
  const std::size_t places = text.size() - needle.size() + 1;
  const std::size_t last = needle.size() - 1;
  const char begin = folded(needle[0]);
  const char end = folded(needle[last]);
  const auto fits = [=](auto at) {
    return (at(0).folded() == begin) & (at(static_cast<std::ptrdiff_t>(last)).folded() == end);
  };
  for (std::size_t i = from; (i = find_in_blocks(text.data(), places, i, fits)) < places; ++i) {
    if (equal(text.substr(i, needle.size()), needle)) return i;
  }
  return std::string_view::npos;
}

std::size_t find_8bit(std::string_view text) {
  const std::size_t at =
      find_in_blocks(text.data(), text.size(), 0, [](auto octets) { return octets(0) >= '\x80'; });
  return at < text.size() ? at : std::string_view::npos;
}

std::string to_lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

}  // namespace maillint::ascii
