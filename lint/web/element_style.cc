// What declarations say about the text of an element: seen or not, how large, in which colours.
#include "lint/web/element_style.h"

#include <algorithm>
#include <array>
#include <optional>

#include "lint/ascii.h"

namespace maillint {
namespace {

using Flag = ElementStyle::Flag;
using Size = ElementStyle::Size;
using Color = ElementStyle::Color;

Flag flag(bool yes) { return yes ? Flag::yes : Flag::no; }

bool is_any(std::string_view value, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return ascii::equal(w, value); });
}

/// Absolute lengths in pixels (CSS Values 4, 6.2); without a unit too, as browsers read old mail.
std::optional<double> pixels(const CssNumber& number) {
  struct Unit {
    std::string_view name;
    double pixels;
  };
  constexpr Unit units[] = {{"px", 1},  {"", 1},           {"pt", 4.0 / 3},    {"pc", 16},
                            {"in", 96}, {"cm", 96 / 2.54}, {"mm", 9.6 / 2.54}, {"rem", 16}};
  for (const Unit& unit : units) {
    if (ascii::equal(number.unit, unit.name)) return number.value * unit.pixels;
  }
  return std::nullopt;
}

std::optional<double> pixels(std::string_view value) {
  const auto number = read_css_number(value);
  return number ? pixels(*number) : std::nullopt;
}

Flag is_zero(std::string_view value, double below = 0.001) {
  const auto number = read_css_number(value);
  return flag(number && number->value < below && number->value >= 0);
}

/// Far beyond any page: no layout asks for that.
bool is_far(std::string_view value) {
  const auto number = read_css_number(value);
  if (!number) return false;
  if (number->unit == "%" || ascii::equal(number->unit, "vw")) return number->value <= -100;
  if (ascii::equal(number->unit, "em")) return number->value <= -50;
  const auto px = pixels(*number);
  return px && (*px <= -500 || *px >= 5000);
}

/// Whether one of the numbers of "0 0 0 -9999px" is far below zero.
bool has_far(std::string_view value) {
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find_first_of(" (,)", at), value.size());
    if (value.substr(at, 1) == "-" && is_far(value.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

void set_pixels(float& out, std::string_view value) {
  const auto px = pixels(value);
  out = px ? static_cast<float>(*px) : -1.0F;
}

void set_color(std::string_view value, Color& state, CssColor& color) {
  if (is_any(value, {"inherit", "currentcolor", "unset"})) {
    state = Color::unset;
    return;
  }
  const auto parsed = parse_css_color(value);
  state = parsed ? Color::known : Color::unknown;
  if (parsed) color = *parsed;
}

/// What a background may say beside its colour (CSS Backgrounds 3): "none", "no-repeat", "50%".
bool is_background_word(std::string_view word) {
  return read_css_number(word).has_value() ||
         is_any(word, {"none",        "repeat",      "no-repeat",   "repeat-x", "repeat-y", "space",
                       "round",       "scroll",      "fixed",       "local",    "top",      "bottom",
                       "left",        "right",       "center",      "auto",     "cover",    "contain",
                       "border-box",  "padding-box", "content-box", "/",        "inherit",  "initial",
                       "transparent", "unset",       "revert"});
}

void set_background(std::string_view value, ElementStyle& style) {
  if (value.find('(') != std::string_view::npos &&
      (ascii::find(value, "url(") != std::string_view::npos ||
       ascii::find(value, "gradient(") != std::string_view::npos)) {
    style.has_image = Flag::yes;
    style.background_state = Color::unknown;
    return;
  }
  // Of a shorthand the colour is one of the words: "#fff none repeat".
  style.background_state = Color::none;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t bracket = value.find('(', at);
    std::size_t end = std::min(value.find(' ', at), value.size());
    if (bracket < end) end = std::min(value.find(')', bracket), value.size() - 1) + 1;
    const std::string_view word = value.substr(at, end - at);
    if (const auto color = parse_css_color(word)) {
      style.background_state = color->alpha == 0 ? Color::none : Color::known;
      style.background = *color;
    } else if (!word.empty() && !is_background_word(word)) {
      style.background_state = Color::unknown;
    }
    at = end + 1;
  }
}

void set_font_size(std::string_view value, ElementStyle& style) {
  struct Word {
    std::string_view name;
    float size;
    Size kind = Size::pixels;
  };
  constexpr Word words[] = {{"xx-small", 9},
                            {"x-small", 10},
                            {"small", 13},
                            {"medium", 16},
                            {"large", 18},
                            {"x-large", 24},
                            {"xx-large", 32},
                            {"smaller", 0.83F, Size::relative},
                            {"larger", 1.2F, Size::relative}};
  if (const auto number = read_css_number(value)) {
    if (number->value < 0) return;
    const bool relative = number->unit == "%" || ascii::equal(number->unit, "em");
    const auto px = relative ? std::nullopt : pixels(*number);
    style.size = relative                   ? Size::relative
                 : px || number->value == 0 ? Size::pixels
                                            : Size::unknown;
    style.font_size = static_cast<float>(
        relative ? (number->unit == "%" ? number->value / 100 : number->value) : px.value_or(0));
    return;
  }
  for (const Word& word : words) {
    if (!ascii::equal(word.name, value)) continue;
    style.size = word.kind;
    style.font_size = word.size;
    return;
  }
  if (!ascii::equal(value, "inherit")) style.size = Size::unknown;
}

/// The first word of the shorthand that can be a size: not a weight as in "bold 12px/1.5 Arial".
void set_font(std::string_view value, ElementStyle& style) {
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find(' ', at), value.size());
    const std::string_view word = value.substr(at, end - at);
    at = end + 1;
    const std::string_view size = word.substr(0, word.find('/'));
    if (ascii::equal(size, "bold")) style.bold = Flag::yes;
    const auto number = read_css_number(size);
    if (!number || (number->unit.empty() && number->value >= 100)) continue;
    set_font_size(size, style);
    return;
  }
}

void set_weight(std::string_view value, ElementStyle& style) {
  const auto number = read_css_number(value);
  style.bold = flag(is_any(value, {"bold", "bolder"}) || (number && number->value >= 700));
}

using Setter = void (*)(std::string_view value, ElementStyle& style);
struct Property {
  std::string_view name;
  Setter set;
};

void set_offset(std::string_view value, ElementStyle& style) {
  if (is_far(value)) style.far_offset = Flag::yes;
}

// Sorted by name.
constexpr auto properties = std::to_array<Property>({
    {"background", set_background},
    {"background-color", set_background},
    {"background-image",
     [](std::string_view v, ElementStyle& s) {
       s.has_image = flag(!ascii::equal(v, "none"));
     }},
    {"bottom", set_offset},
    {"color",
     [](std::string_view v, ElementStyle& s) { set_color(v, s.color_state, s.color); }},
    {"display",
     [](std::string_view v, ElementStyle& s) { s.no_display = flag(ascii::equal(v, "none")); }},
    {"font", set_font},
    {"font-size", set_font_size},
    {"font-weight", set_weight},
    {"height",
     [](std::string_view v, ElementStyle& s) {
       s.flat = is_zero(v);
       set_pixels(s.height, v);
     }},
    {"left", set_offset},
    {"margin",
     [](std::string_view v, ElementStyle& s) { s.far_indent = flag(has_far(v)); }},
    {"margin-left",
     [](std::string_view v, ElementStyle& s) { s.far_indent = flag(has_far(v)); }},
    {"margin-top",
     [](std::string_view v, ElementStyle& s) { s.far_indent = flag(has_far(v)); }},
    {"max-height", [](std::string_view v, ElementStyle& s) { s.no_height = is_zero(v); }},
    {"opacity", [](std::string_view v, ElementStyle& s) { s.transparent = is_zero(v, 0.05); }},
    {"overflow",
     [](std::string_view v, ElementStyle& s) { s.clips = flag(is_any(v, {"hidden", "clip"})); }},
    {"position",
     [](std::string_view v, ElementStyle& s) {
       s.positioned = flag(is_any(v, {"absolute", "fixed", "relative"}));
     }},
    {"right", set_offset},
    {"text-indent",
     [](std::string_view v, ElementStyle& s) { s.far_indent = flag(is_far(v)); }},
    {"top", set_offset},
    {"transform",
     [](std::string_view v, ElementStyle& s) {
       if (ascii::starts_with(v, "translate")) s.far_indent = flag(has_far(v));
     }},
    {"visibility",
     [](std::string_view v, ElementStyle& s) {
       s.invisible = flag(is_any(v, {"hidden", "collapse"}));
     }},
    {"width",
     [](std::string_view v, ElementStyle& s) {
       s.narrow = is_zero(v);
       set_pixels(s.width, v);
     }},
});

const Property* find_property(std::string_view name) {
  if (name.size() < 3 || name.size() > 16) return nullptr;
  const char first = ascii::lower(name[0]);
  for (const Property& property : properties) {
    if (property.name[0] == first && ascii::equal(property.name, name)) return &property;
  }
  return nullptr;
}

void overlay(Flag& own, Flag later) {
  if (later != Flag::unset) own = later;
}

}  // namespace

void ElementStyle::declare(const CssDeclaration& declaration) {
  const Property* property = find_property(declaration.property);
  if (property != nullptr && !declaration.value.empty()) property->set(declaration.value, *this);
}

void ElementStyle::add(const ElementStyle& later) {
  for (const auto flag :
       {&ElementStyle::no_display, &ElementStyle::transparent, &ElementStyle::no_height,
        &ElementStyle::flat, &ElementStyle::narrow, &ElementStyle::clips, &ElementStyle::invisible,
        &ElementStyle::positioned, &ElementStyle::far_offset, &ElementStyle::far_indent,
        &ElementStyle::bold, &ElementStyle::has_image}) {
    overlay(this->*flag, later.*flag);
  }
  if (later.size != Size::unset) {
    size = later.size;
    font_size = later.font_size;
  }
  if (later.color_state != Color::unset) {
    color_state = later.color_state;
    color = later.color;
  }
  if (later.background_state != Color::unset) {
    background_state = later.background_state;
    background = later.background;
  }
  if (later.width >= 0) width = later.width;
  if (later.height >= 0) height = later.height;
}

void ElementStyle::blur() {
  ElementStyle blurred;
  if (size != Size::unset) blurred.size = Size::unknown;
  if (color_state != Color::unset) blurred.color_state = Color::unknown;
  if (background_state == Color::known || background_state == Color::unknown)
    blurred.background_state = Color::unknown;
  blurred.has_image = has_image;
  *this = blurred;
}

bool is_modern_layout(const CssDeclaration& declaration) {
  if (ascii::equal(declaration.property, "display")) {
    return is_any(declaration.value, {"flex", "inline-flex", "grid", "inline-grid"});
  }
  return ascii::equal(declaration.property, "position") &&
         is_any(declaration.value, {"fixed", "sticky"});
}

void declare_font_size_attribute(std::string_view value, ElementStyle& style) {
  constexpr float sizes[] = {10, 13, 16, 18, 24, 32, 48};
  value = ascii::trim(value);
  const auto number = read_css_number(value);
  if (!number) return;
  const bool relative = value[0] == '+' || value[0] == '-';
  const double index = std::clamp(relative ? 3 + number->value : number->value, 1.0, 7.0);
  style.size = Size::pixels;
  style.font_size = sizes[static_cast<std::size_t>(index) - 1];
}

}  // namespace maillint
