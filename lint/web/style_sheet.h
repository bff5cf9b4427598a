// The style blocks of an HTML body, as far as they tell what one element looks like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/span.h"
#include "lint/web/css.h"
#include "lint/web/element_style.h"

namespace maillint {

/// What a selector looks at.
struct StyledElement {
  std::size_t element = 0;   // html_element_number()
  std::string_view classes;  // the attribute's value
  std::string_view id;
};

/// Selectors of one element without combinators ("p", ".a.b", "td#x") apply; of others ("td a",
/// "[x]") it is only known that they may. What holds on some screens only is not applied, but known
/// to reveal. Views into the text of the blocks.
class StyleSheet {
 public:
  /// Declarations of the style block; `begin` is the offset of `text` in the document.
  void add(std::string_view text, std::size_t begin, bool conditional);
  bool empty() const { return keys_.empty(); }

  /// What the rules say about an element, those with "!important" apart.
  struct Match {
    ElementStyle normal;
    ElementStyle important;
    bool reveals = false;  // a media query or an "!important" shows what another style hides
  };
  Match match(const StyledElement& element) const;

  /// "@import ..." of all blocks, in the document.
  const std::vector<Span>& imports() const { return imports_; }
  /// Declarations that is_modern_layout() names, in the document.
  const std::vector<Span>& layouts() const { return layouts_; }

 private:
  enum class Fit : std::uint8_t { certain, possible };
  struct Styles {
    ElementStyle normal;
    ElementStyle important;
    bool has_normal = false;
    bool has_important = false;
    bool reveals = false;
  };
  struct Key {
    std::uint32_t hash = 0;  // of what must be there: an id, a class, or an element
    std::uint32_t styles = 0;
    std::string_view compound;  // "td.a.b"
    Fit fit = Fit::certain;
    bool conditional = false;  // holds on some screens only
    std::uint32_t next = 0;  // number of the next key in its chain, 0 = none
  };
  struct Chain {
    std::uint32_t first = 0;  // numbers of keys: index + 1
    std::uint32_t last = 0;
  };

  void add_rule(const CssRule& rule, std::size_t begin);
  void add_selector(std::string_view selector, std::uint32_t styles, bool conditional);
  void add_key(Key key);
  static void apply(const Styles& styles, Fit fit, Match& match);

  std::vector<Styles> styles_;
  std::vector<Key> keys_;
  std::vector<Chain> chains_;  // by hash, later rules behind earlier ones
  std::vector<Span> imports_;
  std::vector<Span> layouts_;
};

}  // namespace maillint
