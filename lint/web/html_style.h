// What an inline style does to the visibility of an element.
#pragma once

#include <cstdint>
#include <string_view>

namespace maillint {

/// display:none, opacity:0, max-height:0 hide whatever is inside; visibility and font size can be
/// set again by an element inside. mso-hide:all hides from Outlook for Windows alone, and so it
/// does not count.
struct StyleVisibility {
  enum class Inherited : std::uint8_t { unset, shows, hides };
  bool hides = false;
  Inherited visibility = Inherited::unset;
  Inherited font_size = Inherited::unset;
};

/// Reads a style attribute (character references decoded). Of two declarations of one property the
/// last counts.
StyleVisibility parse_style_visibility(std::string_view style);

}  // namespace maillint
