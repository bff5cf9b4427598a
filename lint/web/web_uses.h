// What an HTML body is written with: elements, attributes, and the CSS of its style blocks and
// style attributes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/span.h"
#include "lint/web/css.h"
#include "lint/web/html_tokenizer.h"

namespace maillint {

enum class WebUseKind : std::uint8_t {
  element,    // "video"; "!doctype"
  attribute,  // "srcset"
  image,      // by what its URL says: "webp", "svg"; "base64" where the URL holds it all
  comment,    // "<!--" or "/*"
  property,   // "max-width"
  function,   // "calc"
  at_rule,    // "media"
  pseudo,     // "hover", "before", "not"
  selector,   // a sign of CssSelectorPiece: ">"
  unit,       // "rem", "%"
  keyword,    // a name in a value: "initial", "flex", "important"
};

/// Who does not get to see a use; bits.
enum WebUseGuard : std::uint8_t {
  for_those_who_know = 1,  // inside @media, @supports, behind :hover
  hidden_from_outlook = 2  // on Windows: between "<!--[if !mso]><!-->" and "<!--<![endif]-->"
};

/// One use. Spans are octets of the HTML text.
struct WebUse {
  Span name;
  Span value;  // of an attribute, declaration or at-rule; the number of a unit; the URL of an image
  /// Index of the use that this one belongs to: the element; the first use of the style rule; of
  /// functions, units and keywords the declaration.
  std::uint32_t group = 0;
  WebUseKind kind = WebUseKind::element;
  char sign = '\0';  // of a selector
  std::uint8_t guards = 0;  // WebUseGuard
};

/// Linear in the text; holds at most uses_kept uses. Names are those of the standards, in any case.
class WebUses {
 public:
  static constexpr std::size_t uses_kept = 200'000;

  explicit WebUses(std::string_view html);

  /// Calls visit(index, use) for each use of that kind and name (lower case), in order.
  template <typename Visit>
  void each(WebUseKind kind, std::string_view name, Visit visit) const {
    if (kind == WebUseKind::unit || kind == WebUseKind::keyword) read_values();
    for (std::uint32_t number = chains_[slot_of(kind, name)].first; number != 0;) {
      const WebUse& use = uses_[number - 1];
      if (use.kind == kind && is_named(use, name)) visit(number - 1, use);
      number = next_[number - 1];
    }
  }
  const WebUse& operator[](std::size_t index) const { return uses_[index]; }
  std::size_t size() const { return uses_.size(); }
  std::string_view text(Span span) const { return html_.substr(span.begin, span.size()); }
  /// Where to point: "<video", "@media (...)", "max-width: 600px", "1.5rem", ":hover".
  Span place(const WebUse& use) const;

 private:
  struct Chain {
    std::uint32_t first = 0;  // numbers of uses: index + 1
    std::uint32_t last = 0;
  };
  /// A style attribute that was read before: newsletters write the same ones in every cell.
  struct KnownStyle {
    Span css;
    std::uint32_t first = 0;  // index of its first use
    std::uint32_t count = 0;
  };
  static constexpr std::size_t chain_count = 1024;

  static std::size_t slot_of(WebUseKind kind, std::string_view name);
  bool is_named(const WebUse& use, std::string_view name) const;
  bool full() const { return uses_.size() >= uses_kept; }
  std::uint8_t guards_here() const { return outlook_guards_ > 0 ? hidden_from_outlook : 0; }
  std::uint32_t add(WebUse use) const;

  void read_tag(const HtmlTokenizer& tokenizer, const HtmlToken& token);
  void read_attribute(const HtmlAttribute& attribute, std::uint32_t element);
  void read_style(Span css, std::uint32_t element);
  void repeat(const KnownStyle& known, Span css, std::uint32_t element);
  void read_comment(Span comment);
  void read_sheet(Span sheet, std::uint8_t guards);
  void read_rule(const CssRule& rule, std::size_t begin, std::uint8_t guards);
  void read_selectors(std::string_view prelude, std::size_t begin, std::uint8_t guards);
  void read_declarations(std::string_view css, std::size_t begin, std::uint8_t guards);
  void read_nested(std::string_view css, std::size_t begin, std::uint8_t guards);
  void read_functions(std::uint32_t declaration);
  void read_values() const;
  void add_image(Span url, std::uint32_t group);

  std::string_view html_;
  std::uint32_t group_ = 0;
  std::vector<KnownStyle> known_;   // by hash, while reading
  std::size_t outlook_guards_ = 0;  // open "<!--[if !mso]><!-->"
  // Values are read when somebody asks for units: like Facts, for one thread only.
  mutable bool values_read_ = false;
  mutable std::vector<WebUse> uses_;
  mutable std::vector<std::uint32_t> next_;
  mutable std::vector<Chain> chains_;
};

}  // namespace maillint
