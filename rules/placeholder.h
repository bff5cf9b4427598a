// Merge tags that nobody filled in: "{{ name }}", "*|FNAME|*", "%%name%%", "${name}", "[First
// Name]".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace maillint {

/// By the signs around the name; each is a rule of its own in bodies.
enum class PlaceholderKind : std::uint8_t {
  mustache,     // {{x}}
  mailchimp,    // *|X|*
  percent,      // %%x%%, %X%, %recipient.x%, @@x@@
  bracket,      // [[X]], [First Name], {firstname}, <<Vorname>>
  dollar,       // ${x}, #{x}, $firstname
  erb,          // <%= x %>
  jinja_block,  // {% if x %}
};

/// Octets [begin, end) of the text searched; begin == end if nothing was found.
struct Placeholder {
  std::size_t begin = 0;
  std::size_t end = 0;
  PlaceholderKind kind = PlaceholderKind::mustache;
  explicit operator bool() const { return end > begin; }
};

/// The first merge tag from `from` on. A tag lies in one line and is at most 80 octets long, so a
/// search is linear.
Placeholder find_placeholder(std::string_view text, std::size_t from = 0);
/// The first one of that kind.
Placeholder find_placeholder(PlaceholderKind kind, std::string_view text, std::size_t from);

/// All of that kind. The kinds of one text share a pass over it.
std::vector<Placeholder> placeholders(PlaceholderKind kind, std::string_view text);

}  // namespace maillint
