// What an inline style does to the visibility of an element.
#include "lint/web/html_style.h"

#include <algorithm>

#include "lint/ascii.h"

namespace maillint {
namespace {

/// "0", "0px", "0.0em", ".0"; not "0.5", not "".
bool is_zero(std::string_view value) {
  const std::size_t digits = std::min(value.find_first_not_of("0."), value.size());
  if (value.substr(0, digits).find('0') == std::string_view::npos) return false;
  return digits == value.size() || !ascii::is_digit(value[digits]);
}

/// Without "!important" and white space.
std::string_view plain_value(std::string_view value) {
  return ascii::trim(value.substr(0, value.find('!')));
}

/// "0/0 a" is the usual hidden form of the font shorthand; else its size stands after words like
/// "bold", and no one hides text with those.
bool is_zero_font(std::string_view value) {
  return is_zero(value.substr(0, value.find_first_of("/ ")));
}

class StyleReader {
 public:
  void declare(std::string_view property, std::string_view value);
  StyleVisibility result() const {
    StyleVisibility result = result_;
    result.hides = display_none_ || transparent_ || no_height_ || (flat_ && clips_);
    return result;
  }

 private:
  using Inherited = StyleVisibility::Inherited;

  StyleVisibility result_;
  bool display_none_ = false;
  bool transparent_ = false;
  bool no_height_ = false;
  bool flat_ = false;
  bool clips_ = false;
};

void StyleReader::declare(std::string_view property, std::string_view value) {
  if (ascii::equal(property, "display")) {
    display_none_ = ascii::equal(value, "none");
  } else if (ascii::equal(property, "opacity")) {
    transparent_ = is_zero(value);
  } else if (ascii::equal(property, "max-height")) {
    no_height_ = is_zero(value);
  } else if (ascii::equal(property, "height")) {
    flat_ = is_zero(value);
  } else if (ascii::equal(property, "overflow")) {
    clips_ = ascii::equal(value, "hidden");
  } else if (ascii::equal(property, "visibility")) {
    const bool hides = ascii::equal(value, "hidden") || ascii::equal(value, "collapse");
    result_.visibility = hides ? Inherited::hides : Inherited::shows;
  } else if (ascii::equal(property, "font-size")) {
    // Relative sizes of nothing are nothing.
    const bool relative = value.ends_with('%') || ascii::ends_with(value, "em");
    if (is_zero(value)) {
      result_.font_size = Inherited::hides;
    } else if (!relative || ascii::ends_with(value, "rem")) {
      result_.font_size = Inherited::shows;
    }
  } else if (ascii::equal(property, "font")) {
    result_.font_size = is_zero_font(value) ? Inherited::hides : Inherited::shows;
  }
}

}  // namespace

StyleVisibility parse_style_visibility(std::string_view style) {
  StyleReader reader;
  while (!style.empty()) {
    const std::size_t end = style.find(';');
    const std::string_view declaration = style.substr(0, end);
    const std::size_t colon = declaration.find(':');
    if (colon != std::string_view::npos) {
      reader.declare(ascii::trim(declaration.substr(0, colon)),
                     plain_value(declaration.substr(colon + 1)));
    }
    if (end == std::string_view::npos) break;
    style.remove_prefix(end + 1);
  }
  return reader.result();
}

}  // namespace maillint
