// ASCII without a locale.
#include "lint/ascii.h"

namespace maillint::ascii {

std::size_t find(std::string_view text, std::string_view needle, std::size_t from) {
  if (needle.empty()) return from <= text.size() ? from : std::string_view::npos;
  const char first[] = {lower(needle[0]), upper(needle[0])};
  while (true) {
    from = text.find_first_of(std::string_view(first, 2), from);
    if (from == std::string_view::npos || text.size() - from < needle.size())
      return std::string_view::npos;
    if (equal(text.substr(from, needle.size()), needle)) return from;
    ++from;
  }
}

std::string to_lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

}  // namespace maillint::ascii
