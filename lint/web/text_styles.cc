// How text looks inside the open elements: the cascade of attributes, style blocks, inline styles.
#include "lint/web/text_styles.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/template/tags.h"
#include "lint/web/html.h"

namespace maillint {
namespace {

using Flag = ElementStyle::Flag;
using Size = ElementStyle::Size;
using Color = HtmlTextStyle::Color;

const std::size_t anchor = html_element_number("a");
const std::size_t body = html_element_number("body");
const std::size_t font = html_element_number("font");
const std::size_t table = html_element_number("table");

/// Text below half a pixel is nothing to see.
constexpr float least_size = 0.5F;

bool is_any(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

/// What browsers do without being told.
void declare_defaults(std::size_t element, ElementStyle& style) {
  const std::string_view name = html_element(element).name;
  if (is_any(name, {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})) {
    style.bold = Flag::yes;
  } else if (is_any(name, {"small", "sub", "sup"})) {
    style.size = Size::relative;
    style.font_size = 0.83F;
  } else if (name == "big") {
    style.size = Size::relative;
    style.font_size = 1.2F;
  } else if (is_any(name, {"button", "select", "textarea", "mark"})) {
    style.color_state = style.background_state = ElementStyle::Color::unknown;
  }
}

struct Default {
  ElementStyle style;
  bool applies = false;
};

/// By element number.
const std::vector<Default> defaults = [] {
  std::vector<Default> result(html_element_count);
  for (std::size_t i = 0; i < html_element_count; ++i) {
    ElementStyle& style = result[i].style;
    declare_defaults(i, style);
    result[i].applies = style.bold != Flag::unset || style.size != Size::unset ||
                        style.color_state != ElementStyle::Color::unset;
  }
  return result;
}();

void apply_hiding(const ElementStyle& own, bool hidden_attribute, Span tag, bool reveals,
                  HtmlTextStyle& style) {
  if (own.hides() || hidden_attribute) {
    if ((style.hiding & hidden_by_layout) == 0 || style.is_revealed) {
      style.hidden_at = tag;
      style.is_revealed = reveals;
    }
    style.hiding |= hidden_by_layout;
  }
  if (own.invisible == Flag::yes) {
    if (style.hiding == 0) {
      style.hidden_at = tag;
      style.is_revealed = reveals;
    }
    style.hiding |= hidden_by_visibility;
  } else if (own.invisible == Flag::no) {
    style.hiding &= static_cast<std::uint8_t>(~hidden_by_visibility);
  }
  if (own.off_page() && !style.is_off_page) {
    style.is_off_page = true;
    style.off_page_at = tag;
  }
}

void apply_size(const ElementStyle& own, Span tag, bool reveals, HtmlTextStyle& style) {
  if (own.bold != Flag::unset) style.is_bold = own.bold == Flag::yes;
  if (own.size == Size::unset) return;
  style.size_known = own.size == Size::pixels || (own.size == Size::relative && style.size_known);
  if (own.size == Size::pixels) style.font_size = own.font_size;
  if (own.size == Size::relative) style.font_size *= own.font_size;
  if (own.size != Size::relative || own.font_size != 1) style.size_at = tag;
  if (style.size_known && style.font_size < least_size) {
    if (style.hiding == 0) style.is_revealed = reveals;
    style.hiding |= hidden_by_size;
  } else {
    style.hiding &= static_cast<std::uint8_t>(~hidden_by_size);
  }
}

void apply_colors(const ElementStyle& own, Span tag, HtmlTextStyle& style) {
  const bool unknown =
      own.background_state == ElementStyle::Color::unknown || own.has_image == Flag::yes;
  if (unknown || own.background_state == ElementStyle::Color::known) {
    style.background_at = tag;
    if (unknown) {
      style.background_state = Color::unknown;
    } else if (own.background.alpha == 255) {
      style.background_state = Color::known;
      style.background = own.background;
    } else if (style.background_state != Color::unknown) {
      style.background_state = Color::known;
      style.background = blend(own.background, style.background);
    }
  }
  if (own.color_state != ElementStyle::Color::unset) {
    style.color_at = tag;
    style.color_state =
        own.color_state == ElementStyle::Color::known ? Color::known : Color::unknown;
    style.color = own.color;
  }
}

/// Any word is a color to HTML, and the mask of a template's tag would be black.
std::optional<CssColor> known_color(std::string_view value) {
  return find_masked(value).empty() ? parse_attribute_color(value) : std::nullopt;
}

/// Of a template: whether a tag in the style may write declarations that are not seen.
bool has_masked_declaration(std::string_view style) {
  if (find_masked(style).empty()) return false;
  for (std::size_t at = 0; at < style.size();) {
    const std::size_t end = std::min(style.find(';', at), style.size());
    const std::string_view piece = style.substr(at, end - at);
    if (!find_masked(piece.substr(0, piece.find(':'))).empty()) return true;
    at = end + 1;
  }
  return false;
}

void set_unknown(ElementStyle::Color& state) {
  if (state != ElementStyle::Color::known) state = ElementStyle::Color::unknown;
}

}  // namespace

void TextStyles::add_sheet(Span span, bool conditional) {
  sheet_.add(html_.substr(span.begin, span.size()), span.begin, conditional);
}

void TextStyles::declare_attributes(std::size_t element, const TagAttributes& attributes,
                                    ElementStyle& style) const {
  const HtmlAttribute* color = element == font   ? attributes.color
                               : element == body ? attributes.text
                                                 : nullptr;
  if (color != nullptr) {
    const auto parsed = known_color(text(color));
    style.color_state = parsed ? ElementStyle::Color::known : ElementStyle::Color::unknown;
    if (parsed) style.color = *parsed;
  }
  if (attributes.bgcolor != nullptr) {
    const auto parsed = known_color(text(attributes.bgcolor));
    if (parsed) {
      style.background_state = ElementStyle::Color::known;
      style.background = *parsed;
    } else if (!ascii::trim(text(attributes.bgcolor)).empty()) {
      style.background_state = ElementStyle::Color::unknown;
    }
  }
  if (attributes.background != nullptr) style.has_image = Flag::yes;
  if (element == font && attributes.size != nullptr) {
    declare_font_size_attribute(text(attributes.size), style);
  }
}

/// Newsletters repeat the same few styles in each cell: what has been read is known, unless there
/// are places in it to note.
TextStyles::Inline TextStyles::inline_style(const HtmlAttribute& attribute) {
  constexpr std::size_t kept = 1'000;
  const auto known = inline_.find(text(&attribute));
  if (known != inline_.end()) return known->second;
  const std::size_t noted = structure_.layouts.size() + structure_.backgrounds.size();
  const Inline style = read_inline(attribute);
  if (structure_.layouts.size() + structure_.backgrounds.size() == noted && inline_.size() < kept)
    inline_.emplace(text(&attribute), style);
  return style;
}

TextStyles::Inline TextStyles::read_inline(const HtmlAttribute& attribute) {
  Inline result;
  const std::string_view raw = text(&attribute);
  const bool as_written = raw.find('&') == std::string_view::npos;
  const std::string decoded =
      as_written ? std::string() : decode_entities(raw, EntityContext::attribute);
  CssDeclarationReader reader(as_written ? raw : std::string_view(decoded));
  CssDeclaration declaration;
  while (reader.next(declaration)) {
    (declaration.important ? result.important : result.normal).declare(declaration);
    result.any_important |= declaration.important;
    if (is_modern_layout(declaration) && structure_.layouts.size() < limits::html_links) {
      const std::size_t begin = attribute.value.begin;
      structure_.layouts.push_back(
          as_written ? span_of(begin + declaration.span.begin, begin + declaration.span.end)
                     : attribute.value);
    }
  }
  if (has_masked_declaration(raw)) {
    set_unknown(result.normal.color_state);
    set_unknown(result.normal.background_state);
  }
  if (result.normal.has_image == Flag::yes ||
      result.normal.background_state == ElementStyle::Color::unknown) {
    note_urls(attribute, as_written ? raw : std::string_view(decoded));
  }
  return result;
}

/// The URLs in the style; their places where it stands as written.
void TextStyles::note_urls(const HtmlAttribute& attribute, std::string_view style) {
  const bool as_written = style.data() == html_.data() + attribute.value.begin;
  for (std::size_t at = 0; (at = ascii::find(style, "url(", at)) != std::string_view::npos;) {
    const std::size_t begin = std::min(style.find_first_not_of(" \t\r\n\"'", at + 4), style.size());
    const std::size_t end = std::min(style.find_first_of(")\"'", begin), style.size());
    if (structure_.backgrounds.size() >= limits::html_links) return;
    const std::size_t base = attribute.value.begin;
    structure_.backgrounds.push_back(
        {.place = as_written ? span_of(base + begin, base + end) : attribute.value,
         .url = std::string(ascii::trim(style.substr(begin, end - begin)))});
    at = end;
  }
}

TextStyles::Own TextStyles::own_style(std::size_t element, const TagAttributes& attributes) {
  Own own{.style = defaults[element].style};
  declare_attributes(element, attributes, own.style);
  Inline inside;
  if (attributes.style != nullptr) inside = inline_style(*attributes.style);
  if (sheet_.empty()) {
    if (attributes.style != nullptr) own.style.add(inside.normal);
  } else {
    const StyleSheet::Match match = sheet_.match(
        {.element = element, .classes = text(attributes.classes), .id = text(attributes.id)});
    own.style.add(match.normal);
    own.style.add(inside.normal);
    own.style.add(match.important);
    own.reveals = match.reveals;
  }
  if (inside.any_important) own.style.add(inside.important);
  return own;
}

std::uint32_t TextStyles::open(std::uint32_t parent, std::size_t element,
                               const TagAttributes& attributes, Span tag) {
  const bool plain = sheet_.empty() && attributes.style == nullptr &&
                     attributes.bgcolor == nullptr && attributes.background == nullptr &&
                     !attributes.hidden && element != font && element != body &&
                     !defaults[element].applies && element != anchor && element != table;
  if (plain) return parent;
  live_.resize(parent + 1);
  Live inside{.style = live_[parent].style};
  HtmlTextStyle& style = inside.style;
  const auto [own, reveals] = own_style(element, attributes);
  if (element == table && structure_.doctype.empty()) {
    // In quirks mode a table takes neither the size nor, but from body, the colour around it.
    style.font_size = 16;
    style.size_known = true;
    style.hiding &= static_cast<std::uint8_t>(~hidden_by_size);
    if (style.color_state == Color::known) style.color_state = Color::unknown;
  }
  // The colour of a link is the mail program's unless the link itself has one.
  if (element == anchor && attributes.href != nullptr) style.color_state = Color::unknown;
  apply_hiding(own, attributes.hidden, tag, reveals, style);
  apply_size(own, tag, reveals, style);
  apply_colors(own, tag, style);
  live_.push_back(inside);
  return static_cast<std::uint32_t>(live_.size() - 1);
}

std::uint32_t TextStyles::keep(std::uint32_t number) {
  Live& live = live_[number];
  if (live.kept == not_kept) {
    live.kept = static_cast<std::uint32_t>(structure_.text_styles.size());
    structure_.text_styles.push_back(live.style);
  }
  return live.kept;
}

void TextStyles::finish() {
  structure_.imports = sheet_.imports();
  structure_.layouts.insert(structure_.layouts.end(), sheet_.layouts().begin(),
                            sheet_.layouts().end());
  std::ranges::sort(structure_.layouts, {}, &Span::begin);
}

}  // namespace maillint
