// What the selectors of a style rule are made of.
#pragma once

#include <cstddef>
#include <string_view>

#include "lint/span.h"
#include "lint/web/css_token.h"

namespace maillint {

/// "t" an element, "." a class, "c" a further class of the same element, "#" an id, "[" an
/// attribute, "*" any element, " " ">" "+" "~" combinators, "," one of several, "&" nesting, ":" a
/// pseudo-class or pseudo-element.
struct CssSelectorPiece {
  char sign = '\0';
  Span span;  // in the text read; of ":" the name without colons
};

/// The pieces one after the other, those inside ":not(...)" too. Linear, no recursion.
class CssSelectorReader {
 public:
  explicit CssSelectorReader(std::string_view selectors)
      : text_(selectors), tokenizer_(selectors) {}
  /// False at the end.
  bool next(CssSelectorPiece& piece);

 private:
  enum class Before : unsigned char { nothing, dot, colon, attribute };
  bool read(const CssToken& token, CssSelectorPiece& piece);
  bool read_name(const CssToken& token, CssSelectorPiece& piece);
  bool begin_simple(char sign, const CssToken& token, CssSelectorPiece& piece);

  std::string_view text_;
  CssTokenizer tokenizer_;
  CssToken pending_;  // read, but a " " goes before it
  Before before_ = Before::nothing;
  bool has_class_ = false;    // of the element that is described
  bool in_compound_ = false;  // something of it was read
  bool descends_ = false;     // and a space behind it
  std::size_t space_ = 0;
};

}  // namespace maillint
