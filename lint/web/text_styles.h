// How text looks inside the open elements: the cascade of attributes, style blocks, inline styles.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/web/element_style.h"
#include "lint/web/html_structure.h"
#include "lint/web/html_tokenizer.h"
#include "lint/web/style_sheet.h"

namespace maillint {

/// Attributes of one start tag that are looked at, nullptr where absent.
struct TagAttributes {
  const HtmlAttribute* style = nullptr;
  const HtmlAttribute* classes = nullptr;
  const HtmlAttribute* id = nullptr;
  const HtmlAttribute* color = nullptr;  // of font
  const HtmlAttribute* size = nullptr;   // of font
  const HtmlAttribute* text = nullptr;   // of body
  const HtmlAttribute* bgcolor = nullptr;
  const HtmlAttribute* background = nullptr;  // a picture
  const HtmlAttribute* href = nullptr;
  bool hidden = false;
  bool decorative = false;  // role="presentation", aria-hidden="true"
};

/// Styles by number; 0 is that of the page. A style lives until the parent's number is used anew.
class TextStyles {
 public:
  TextStyles(std::string_view html, HtmlStructure& structure)
      : html_(html), structure_(structure), live_(1) {}

  /// A style block, `span` of the document.
  void add_sheet(Span span, bool conditional);
  /// What attributes and style blocks say about an element itself.
  struct Own {
    ElementStyle style;
    bool reveals = false;  // StyleSheet::Match
  };
  Own own_style(std::size_t element, const TagAttributes& attributes);
  /// The number of the style inside an element; `parent` is that of the element around it.
  std::uint32_t open(std::uint32_t parent, std::size_t element, const TagAttributes& attributes,
                     Span tag);
  const HtmlTextStyle& operator[](std::uint32_t number) const { return live_[number].style; }
  /// Its index in HtmlStructure::text_styles, where it is kept from now on.
  std::uint32_t keep(std::uint32_t number);
  /// Imports and layouts of the style blocks go to the structure.
  void finish();

 private:
  struct Live {
    HtmlTextStyle style;
    std::uint32_t kept = not_kept;
  };
  static constexpr std::uint32_t not_kept = 0xFFFFFFFF;

  std::string_view text(const HtmlAttribute* attribute) const {
    return attribute == nullptr ? std::string_view()
                                : html_.substr(attribute->value.begin, attribute->value.size());
  }
  void declare_attributes(std::size_t element, const TagAttributes& attributes,
                          ElementStyle& style) const;
  /// What a style attribute declares.
  struct Inline {
    ElementStyle normal;
    ElementStyle important;
    bool any_important = false;
  };
  Inline inline_style(const HtmlAttribute& attribute);
  Inline read_inline(const HtmlAttribute& attribute);
  void note_urls(const HtmlAttribute& attribute, std::string_view style);

  std::string_view html_;
  HtmlStructure& structure_;
  StyleSheet sheet_;
  std::vector<Live> live_;
  std::unordered_map<std::string_view, Inline> inline_;  // by the attribute's value
};

}  // namespace maillint
