// Merge tags that nobody filled in: "{{ name }}", "*|FNAME|*", "%%name%%", "${name}", "[First
// Name]".
#pragma once

#include <cstddef>
#include <string_view>

namespace maillint {

/// Octets [begin, end) of the text searched; begin == end if nothing was found.
struct Placeholder {
  std::size_t begin = 0;
  std::size_t end = 0;
  explicit operator bool() const { return end > begin; }
};

/// The first merge tag from `from` on. A tag lies in one line and is at most 80 octets long, so a
/// search is linear.
Placeholder find_placeholder(std::string_view text, std::size_t from = 0);

}  // namespace maillint
