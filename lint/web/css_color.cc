// Colours of CSS and of HTML attributes (CSS Color Module Level 4; HTML 2.3.6).
#include "lint/web/css_color.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "lint/ascii.h"
#include "lint/web/css.h"

namespace maillint {
namespace {

using std::string_view_literals::operator""sv;

struct NamedColor {
  std::string_view name;
  std::uint32_t rgb;
};

// CSS Color 4, 6.1. Sorted by name.
constexpr auto named_colors = std::to_array<NamedColor>({{"aliceblue"sv, 0xF0F8FF},
                                                         {"antiquewhite"sv, 0xFAEBD7},
                                                         {"aqua"sv, 0x00FFFF},
                                                         {"aquamarine"sv, 0x7FFFD4},
                                                         {"azure"sv, 0xF0FFFF},
                                                         {"beige"sv, 0xF5F5DC},
                                                         {"bisque"sv, 0xFFE4C4},
                                                         {"black"sv, 0x000000},
                                                         {"blanchedalmond"sv, 0xFFEBCD},
                                                         {"blue"sv, 0x0000FF},
                                                         {"blueviolet"sv, 0x8A2BE2},
                                                         {"brown"sv, 0xA52A2A},
                                                         {"burlywood"sv, 0xDEB887},
                                                         {"cadetblue"sv, 0x5F9EA0},
                                                         {"chartreuse"sv, 0x7FFF00},
                                                         {"chocolate"sv, 0xD2691E},
                                                         {"coral"sv, 0xFF7F50},
                                                         {"cornflowerblue"sv, 0x6495ED},
                                                         {"cornsilk"sv, 0xFFF8DC},
                                                         {"crimson"sv, 0xDC143C},
                                                         {"cyan"sv, 0x00FFFF},
                                                         {"darkblue"sv, 0x00008B},
                                                         {"darkcyan"sv, 0x008B8B},
                                                         {"darkgoldenrod"sv, 0xB8860B},
                                                         {"darkgray"sv, 0xA9A9A9},
                                                         {"darkgreen"sv, 0x006400},
                                                         {"darkgrey"sv, 0xA9A9A9},
                                                         {"darkkhaki"sv, 0xBDB76B},
                                                         {"darkmagenta"sv, 0x8B008B},
                                                         {"darkolivegreen"sv, 0x556B2F},
                                                         {"darkorange"sv, 0xFF8C00},
                                                         {"darkorchid"sv, 0x9932CC},
                                                         {"darkred"sv, 0x8B0000},
                                                         {"darksalmon"sv, 0xE9967A},
                                                         {"darkseagreen"sv, 0x8FBC8F},
                                                         {"darkslateblue"sv, 0x483D8B},
                                                         {"darkslategray"sv, 0x2F4F4F},
                                                         {"darkslategrey"sv, 0x2F4F4F},
                                                         {"darkturquoise"sv, 0x00CED1},
                                                         {"darkviolet"sv, 0x9400D3},
                                                         {"deeppink"sv, 0xFF1493},
                                                         {"deepskyblue"sv, 0x00BFFF},
                                                         {"dimgray"sv, 0x696969},
                                                         {"dimgrey"sv, 0x696969},
                                                         {"dodgerblue"sv, 0x1E90FF},
                                                         {"firebrick"sv, 0xB22222},
                                                         {"floralwhite"sv, 0xFFFAF0},
                                                         {"forestgreen"sv, 0x228B22},
                                                         {"fuchsia"sv, 0xFF00FF},
                                                         {"gainsboro"sv, 0xDCDCDC},
                                                         {"ghostwhite"sv, 0xF8F8FF},
                                                         {"gold"sv, 0xFFD700},
                                                         {"goldenrod"sv, 0xDAA520},
                                                         {"gray"sv, 0x808080},
                                                         {"green"sv, 0x008000},
                                                         {"greenyellow"sv, 0xADFF2F},
                                                         {"grey"sv, 0x808080},
                                                         {"honeydew"sv, 0xF0FFF0},
                                                         {"hotpink"sv, 0xFF69B4},
                                                         {"indianred"sv, 0xCD5C5C},
                                                         {"indigo"sv, 0x4B0082},
                                                         {"ivory"sv, 0xFFFFF0},
                                                         {"khaki"sv, 0xF0E68C},
                                                         {"lavender"sv, 0xE6E6FA},
                                                         {"lavenderblush"sv, 0xFFF0F5},
                                                         {"lawngreen"sv, 0x7CFC00},
                                                         {"lemonchiffon"sv, 0xFFFACD},
                                                         {"lightblue"sv, 0xADD8E6},
                                                         {"lightcoral"sv, 0xF08080},
                                                         {"lightcyan"sv, 0xE0FFFF},
                                                         {"lightgoldenrodyellow"sv, 0xFAFAD2},
                                                         {"lightgray"sv, 0xD3D3D3},
                                                         {"lightgreen"sv, 0x90EE90},
                                                         {"lightgrey"sv, 0xD3D3D3},
                                                         {"lightpink"sv, 0xFFB6C1},
                                                         {"lightsalmon"sv, 0xFFA07A},
                                                         {"lightseagreen"sv, 0x20B2AA},
                                                         {"lightskyblue"sv, 0x87CEFA},
                                                         {"lightslategray"sv, 0x778899},
                                                         {"lightslategrey"sv, 0x778899},
                                                         {"lightsteelblue"sv, 0xB0C4DE},
                                                         {"lightyellow"sv, 0xFFFFE0},
                                                         {"lime"sv, 0x00FF00},
                                                         {"limegreen"sv, 0x32CD32},
                                                         {"linen"sv, 0xFAF0E6},
                                                         {"magenta"sv, 0xFF00FF},
                                                         {"maroon"sv, 0x800000},
                                                         {"mediumaquamarine"sv, 0x66CDAA},
                                                         {"mediumblue"sv, 0x0000CD},
                                                         {"mediumorchid"sv, 0xBA55D3},
                                                         {"mediumpurple"sv, 0x9370DB},
                                                         {"mediumseagreen"sv, 0x3CB371},
                                                         {"mediumslateblue"sv, 0x7B68EE},
                                                         {"mediumspringgreen"sv, 0x00FA9A},
                                                         {"mediumturquoise"sv, 0x48D1CC},
                                                         {"mediumvioletred"sv, 0xC71585},
                                                         {"midnightblue"sv, 0x191970},
                                                         {"mintcream"sv, 0xF5FFFA},
                                                         {"mistyrose"sv, 0xFFE4E1},
                                                         {"moccasin"sv, 0xFFE4B5},
                                                         {"navajowhite"sv, 0xFFDEAD},
                                                         {"navy"sv, 0x000080},
                                                         {"oldlace"sv, 0xFDF5E6},
                                                         {"olive"sv, 0x808000},
                                                         {"olivedrab"sv, 0x6B8E23},
                                                         {"orange"sv, 0xFFA500},
                                                         {"orangered"sv, 0xFF4500},
                                                         {"orchid"sv, 0xDA70D6},
                                                         {"palegoldenrod"sv, 0xEEE8AA},
                                                         {"palegreen"sv, 0x98FB98},
                                                         {"paleturquoise"sv, 0xAFEEEE},
                                                         {"palevioletred"sv, 0xDB7093},
                                                         {"papayawhip"sv, 0xFFEFD5},
                                                         {"peachpuff"sv, 0xFFDAB9},
                                                         {"peru"sv, 0xCD853F},
                                                         {"pink"sv, 0xFFC0CB},
                                                         {"plum"sv, 0xDDA0DD},
                                                         {"powderblue"sv, 0xB0E0E6},
                                                         {"purple"sv, 0x800080},
                                                         {"rebeccapurple"sv, 0x663399},
                                                         {"red"sv, 0xFF0000},
                                                         {"rosybrown"sv, 0xBC8F8F},
                                                         {"royalblue"sv, 0x4169E1},
                                                         {"saddlebrown"sv, 0x8B4513},
                                                         {"salmon"sv, 0xFA8072},
                                                         {"sandybrown"sv, 0xF4A460},
                                                         {"seagreen"sv, 0x2E8B57},
                                                         {"seashell"sv, 0xFFF5EE},
                                                         {"sienna"sv, 0xA0522D},
                                                         {"silver"sv, 0xC0C0C0},
                                                         {"skyblue"sv, 0x87CEEB},
                                                         {"slateblue"sv, 0x6A5ACD},
                                                         {"slategray"sv, 0x708090},
                                                         {"slategrey"sv, 0x708090},
                                                         {"snow"sv, 0xFFFAFA},
                                                         {"springgreen"sv, 0x00FF7F},
                                                         {"steelblue"sv, 0x4682B4},
                                                         {"tan"sv, 0xD2B48C},
                                                         {"teal"sv, 0x008080},
                                                         {"thistle"sv, 0xD8BFD8},
                                                         {"tomato"sv, 0xFF6347},
                                                         {"turquoise"sv, 0x40E0D0},
                                                         {"violet"sv, 0xEE82EE},
                                                         {"wheat"sv, 0xF5DEB3},
                                                         {"white"sv, 0xFFFFFF},
                                                         {"whitesmoke"sv, 0xF5F5F5},
                                                         {"yellow"sv, 0xFFFF00},
                                                         {"yellowgreen"sv, 0x9ACD32}});
static_assert(named_colors.size() == 148);

constexpr std::size_t longest_name = 20;

CssColor from_rgb(std::uint32_t rgb) {
  return {.red = static_cast<std::uint8_t>(rgb >> 16),
          .green = static_cast<std::uint8_t>(rgb >> 8 & 0xFF),
          .blue = static_cast<std::uint8_t>(rgb & 0xFF)};
}

std::optional<CssColor> named_color(std::string_view text) {
  if (text.empty() || text.size() > longest_name || !ascii::is_alpha(text[0])) return std::nullopt;
  const std::string name = ascii::to_lower(text);
  if (name == "transparent") return CssColor{.alpha = 0};
  const auto found =
      std::ranges::lower_bound(named_colors, std::string_view(name), {}, &NamedColor::name);
  if (found == named_colors.end() || found->name != name) return std::nullopt;
  return from_rgb(found->rgb);
}

/// `digits` without "#": 3, 4, 6 or 8 of them.
std::optional<CssColor> hex_color(std::string_view digits) {
  const bool is_short = digits.size() == 3 || digits.size() == 4;
  if (!is_short && digits.size() != 6 && digits.size() != 8) return std::nullopt;
  if (!std::ranges::all_of(digits, ascii::is_hex)) return std::nullopt;
  std::array<std::uint8_t, 4> octets = {0, 0, 0, 255};
  const std::size_t width = is_short ? 1 : 2;
  for (std::size_t i = 0; i * width < digits.size(); ++i) {
    const unsigned high = ascii::hex_value(digits[i * width]);
    const unsigned low = ascii::hex_value(digits[i * width + width - 1]);
    octets[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return CssColor{octets[0], octets[1], octets[2], octets[3]};
}

/// A number with its unit: "50%", "0.5", "120deg".
struct Component {
  double value = 0;
  std::string_view unit;
};

/// The arguments of rgb() and hsl(), separated by commas, spaces and "/"; at most 4 are kept.
struct Components {
  std::array<Component, 4> items;
  std::size_t count = 0;
};

std::optional<Components> read_components(std::string_view arguments) {
  Components result;
  std::size_t at = 0;
  while (true) {
    at = arguments.find_first_not_of(" \t\r\n\f,/", at);
    if (at == std::string_view::npos) return result;
    const std::size_t end = std::min(arguments.find_first_of(" \t\r\n\f,/", at), arguments.size());
    const auto number = read_css_number(arguments.substr(at, end - at));
    if (!number || result.count == result.items.size()) return std::nullopt;
    result.items[result.count++] = {number->value, number->unit};
    at = end;
  }
}

std::uint8_t to_octet(double value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

std::uint8_t alpha_of(const Components& all) {
  if (all.count < 4) return 255;
  const Component& alpha = all.items[3];
  return to_octet(alpha.unit == "%" ? alpha.value / 100 * 255 : alpha.value * 255);
}

std::optional<CssColor> rgb_color(const Components& all) {
  const auto channel = [](const Component& c) {
    return to_octet(c.unit == "%" ? c.value / 100 * 255 : c.value);
  };
  return CssColor{channel(all.items[0]), channel(all.items[1]), channel(all.items[2]),
                  alpha_of(all)};
}

/// CSS Color 4, 7.1; the hue in degrees.
std::optional<CssColor> hsl_color(const Components& all) {
  const double hue = all.items[0].value;
  if (!all.items[0].unit.empty() && !ascii::equal(all.items[0].unit, "deg")) return std::nullopt;
  const double saturation = std::clamp(all.items[1].value / 100, 0.0, 1.0);
  const double light = std::clamp(all.items[2].value / 100, 0.0, 1.0);
  const auto channel = [&](double n) {
    double k = std::fmod(n + hue / 30, 12);
    if (k < 0) k += 12;
    const double a = saturation * std::min(light, 1 - light);
    return to_octet((light - a * std::max(-1.0, std::min({k - 3, 9 - k, 1.0}))) * 255);
  };
  return CssColor{channel(0), channel(8), channel(4), alpha_of(all)};
}

std::optional<CssColor> function_color(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || text.back() != ')') return std::nullopt;
  const std::string_view name = text.substr(0, open);
  const bool is_rgb = ascii::equal(name, "rgb") || ascii::equal(name, "rgba");
  const bool is_hsl = ascii::equal(name, "hsl") || ascii::equal(name, "hsla");
  if (!is_rgb && !is_hsl) return std::nullopt;
  const auto all = read_components(text.substr(open + 1, text.size() - open - 2));
  if (!all || all->count < 3) return std::nullopt;
  return is_rgb ? rgb_color(*all) : hsl_color(*all);
}

/// WCAG 2: relative luminance of a channel.
double linear(std::uint8_t octet) {
  static const std::array<double, 256> table = [] {
    std::array<double, 256> result{};
    for (std::size_t i = 0; i < result.size(); ++i) {
      const double c = static_cast<double>(i) / 255;
      result[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    }
    return result;
  }();
  return table[octet];
}

double luminance(CssColor c) {
  return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

}  // namespace

std::optional<CssColor> parse_css_color(std::string_view text) {
  text = ascii::trim(text);
  if (text.empty()) return std::nullopt;
  if (text[0] == '#') return hex_color(text.substr(1));
  if (text.back() == ')') return function_color(text);
  return named_color(text);
}

std::optional<CssColor> parse_attribute_color(std::string_view text) {
  text = ascii::trim(text);
  if (text.size() == 6 || text.size() == 3) {
    if (auto color = hex_color(text)) return color;
  }
  auto color = parse_css_color(text);
  // HTML knows no "transparent", functions or alpha there.
  if (color && color->alpha != 255) return std::nullopt;
  return color;
}

double contrast_ratio(CssColor a, CssColor b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

CssColor blend(CssColor front, CssColor back) {
  const auto channel = [&](std::uint8_t f, std::uint8_t b) {
    return static_cast<std::uint8_t>((f * front.alpha + b * (255 - front.alpha) + 127) / 255);
  };
  return {channel(front.red, back.red), channel(front.green, back.green),
          channel(front.blue, back.blue)};
}

}  // namespace maillint
