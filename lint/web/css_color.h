// Colours of CSS and of HTML attributes (CSS Color Module Level 4; HTML 2.3.6).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace maillint {

struct CssColor {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  std::uint8_t alpha = 255;  // 0: nothing is seen

  friend bool operator==(const CssColor&, const CssColor&) = default;
};

/// "#fff", "#ffffff80", "white", "rgb(255, 255, 255)", "rgb(100% 100% 100% / 0.5)", "hsl(0, 0%,
/// 100%)", "transparent"; nullopt for anything else, "currentcolor" and "inherit" too.
std::optional<CssColor> parse_css_color(std::string_view text);

/// The value of a `bgcolor`, `color` or `text` attribute: "ffffff" without "#" is a colour too.
std::optional<CssColor> parse_attribute_color(std::string_view text);

/// WCAG 2 contrast ratio, 1 to 21. Both must be opaque: see blend().
double contrast_ratio(CssColor a, CssColor b);

/// What is seen of `front` on an opaque `back`.
CssColor blend(CssColor front, CssColor back);

}  // namespace maillint
