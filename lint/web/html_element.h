// The HTML elements that matter for reading order and visibility.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace maillint {

/// A known element; number 0 stands for all others.
struct HtmlElement {
  std::string_view name;
  std::uint16_t traits = 0;
};

enum HtmlTrait : std::uint16_t {
  html_void = 1,         // has no content and no end tag
  html_block = 2,        // stands on lines of its own; an inline end tag does not reach out of it
  html_ends_p = 4,       // its start tag ends an open p
  html_scope = 8,        // a block's end tag does not reach out of it
  html_table_part = 16,  // its end tag reaches to the nearest table
  html_cell = 32,        // beside its siblings rather than below them
  html_head = 64,        // may stand in head
  html_raw = 128,        // its content is no markup
  html_optional_end = 256,  // its end tag may be left out
  html_noted = 512,         // rules ask for its tags by name
};

inline constexpr std::size_t html_element_count = 123;

/// Number of an element in any case, 0 if unknown.
std::size_t html_element_number(std::string_view name);
const HtmlElement& html_element(std::size_t number);

}  // namespace maillint
