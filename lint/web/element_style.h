// What declarations say about the text of an element: seen or not, how large, in which colours.
#pragma once

#include <cstdint>
#include <string_view>

#include "lint/web/css.h"
#include "lint/web/css_color.h"

namespace maillint {

/// A property as far as it was declared.
struct ElementStyle {
  enum class Flag : std::uint8_t { unset, no, yes };
  enum class Size : std::uint8_t { unset, pixels, relative, unknown };
  enum class Color : std::uint8_t { unset, none, known, unknown };

  Flag no_display = Flag::unset;   // display: none
  Flag transparent = Flag::unset;  // opacity: 0
  Flag no_height = Flag::unset;    // max-height: 0
  Flag flat = Flag::unset;         // height: 0
  Flag narrow = Flag::unset;       // width: 0
  Flag clips = Flag::unset;        // overflow: hidden
  Flag invisible = Flag::unset;    // visibility: hidden, collapse
  Flag positioned = Flag::unset;   // position: absolute, fixed, relative
  Flag far_offset = Flag::unset;   // left: -9999px and the like, of what is positioned
  Flag far_indent = Flag::unset;   // text-indent, margin, translate: -9999px
  Flag bold = Flag::unset;
  Flag has_image = Flag::unset;  // behind the text
  Size size = Size::unset;
  Color color_state = Color::unset;
  Color background_state = Color::unset;  // none: that of the element around it is seen
  float font_size = 0;                    // pixels, or a factor
  CssColor color;
  CssColor background;
  float width = -1;  // pixels, negative if unset or relative
  float height = -1;

  /// Unknown properties change nothing, and bad values neither.
  void declare(const CssDeclaration& declaration);
  /// Declarations that come later or weigh more.
  void add(const ElementStyle& later);
  /// Keeps what is declared, but not as what: a selector that may or may not fit.
  void blur();
  /// Whether it hides all that is inside, whatever that declares.
  bool hides() const {
    const bool clipped = (flat == Flag::yes || narrow == Flag::yes) && clips == Flag::yes;
    return no_display == Flag::yes || transparent == Flag::yes || no_height == Flag::yes || clipped;
  }
  /// Whether it shows what another style hides.
  bool shows() const {
    return no_display == Flag::no || no_height == Flag::no || transparent == Flag::no ||
           invisible == Flag::no || flat == Flag::no || (size == Size::pixels && font_size > 0);
  }
  bool off_page() const {
    return (positioned == Flag::yes && far_offset == Flag::yes) || far_indent == Flag::yes;
  }
};

/// Whether that declaration asks for a layout that many mail programs do not have: display: flex,
/// grid; position: fixed, sticky.
bool is_modern_layout(const CssDeclaration& declaration);

/// Of a `size` attribute of font: "1" to "7", "+1", "-2".
void declare_font_size_attribute(std::string_view value, ElementStyle& style);

}  // namespace maillint
