// How an HTML body is written: what rules about HTML look at, found in the same pass as its text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/span.h"
#include "lint/web/css_color.h"
#include "lint/web/html_element.h"
#include "lint/web/html_tokenizer.h"
#include "lint/web/tag_balance.h"

namespace maillint {

class WebUses;  // lint/web/web_uses.h

/// A start tag that rules ask for by name (html_noted).
struct HtmlTag {
  Span span;
  Span name;
  std::uint8_t element = 0;  // html_element_number()
  std::uint16_t attribute_count = 0;
  std::uint32_t first_attribute = 0;  // in HtmlStructure::attributes
};

/// Why text is not seen.
enum HtmlHiding : std::uint8_t {
  hidden_by_layout = 1,      // display: none, opacity: 0, no height, the hidden attribute
  hidden_by_visibility = 2,  // visibility: hidden
  hidden_by_size = 4,        // font-size: 0
};

/// How text looks, after inline styles, attributes, and the simple selectors of style blocks. The
/// `..._at` spans are the start tags that say so, empty where nothing does.
struct HtmlTextStyle {
  enum class Color : std::uint8_t { unset, known, unknown };

  std::uint8_t hiding = 0;   // HtmlHiding
  bool is_revealed = false;  // a media query shows what hides it
  bool is_off_page = false;
  bool is_bold = false;
  bool size_known = true;
  Color color_state = Color::unset;
  Color background_state = Color::unset;
  CssColor color;
  CssColor background{255, 255, 255};
  float font_size = 16;  // pixels
  Span hidden_at;
  Span off_page_at;
  Span size_at;
  Span color_at;
  Span background_at;
};

/// Text that is not only white space, up to the next tag.
struct HtmlText {
  Span span;
  std::uint32_t style = 0;  // index into HtmlStructure::text_styles
};

/// A picture behind text: a background attribute, or url() in an inline style.
struct HtmlBackground {
  Span place;  // of the URL, or of the whole attribute where character references are in it
  std::string url;
};

/// All spans are octets of the HTML text. No list holds more than limits::html_links entries.
struct HtmlStructure {
  std::vector<HtmlTag> tags;
  std::vector<HtmlAttribute> attributes;      // of `tags`
  std::vector<HtmlAttribute> event_handlers;  // "onclick"... of any element
  std::vector<Span> ids;                      // values of id attributes
  std::vector<Span> comments;                 // declarations and processing instructions too
  std::vector<HtmlText> texts;
  std::vector<HtmlTextStyle> text_styles;
  std::vector<HtmlBackground> backgrounds;
  std::vector<Span> imports;   // "@import ..." in style blocks
  std::vector<Span> layouts;   // declarations that is_modern_layout() names
  std::vector<UnclosedTag> unclosed;  // where HTML demands an end tag
  std::vector<Span> html_ends;
  std::vector<Span> head_ends;
  std::vector<Span> body_ends;
  Span doctype;    // empty if there is none before the first tag or text
  Span cut_tag;    // a tag that the text ends in
  Span after_end;  // the first text or tag behind the last </html>

  std::span<const HtmlAttribute> attributes_of(const HtmlTag& tag) const {
    return std::span(attributes).subspan(tag.first_attribute, tag.attribute_count);
  }
  /// What `html` is written with; read when it is asked for first.
  const WebUses& uses(std::string_view html) const;
  /// The first tag of that name (lower case, html_noted), nullptr if there is none.
  const HtmlTag* find(std::string_view element) const;
  /// The value of an attribute (lower case name) of `tag` in `html`, nullptr if absent.
  const HtmlAttribute* attribute(const HtmlTag& tag, std::string_view name,
                                 std::string_view html) const;

 private:
  mutable std::shared_ptr<const WebUses> uses_;
};

}  // namespace maillint
