// Tokens of CSS (CSS Syntax Module Level 3, section 4), with their places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lint/span.h"

namespace maillint {

enum class CssTokenKind : std::uint8_t {
  end,
  white_space,
  comment,
  ident,       // "flex", "--brand"
  function,    // "calc(", up to its "("
  at_keyword,  // "@media"
  hash,        // "#fff"
  string,      // a line end or the end of the text may end it
  url,         // "url(x.png)" without quotes
  number,      // "12"
  dimension,   // "12px", "50%"
  delim,       // any other octet: ":", ">", "{"
};

struct CssToken {
  CssTokenKind kind = CssTokenKind::end;
  Span span;  // in the text read
  Span name;  // of ident, function, at_keyword and hash without "(", "@", "#"; the unit of a
              // dimension
};

/// Behind the string whose quote stands at `at`; an unescaped line end ends it too.
std::size_t css_string_end(std::string_view text, std::size_t at);

/// Never fails; linear, no recursion. Escapes stay as written.
class CssTokenizer {
 public:
  explicit CssTokenizer(std::string_view text) : text_(text) {}
  CssToken next();
  std::string_view text(Span span) const { return text_.substr(span.begin, span.size()); }

 private:
  bool has_ident(std::size_t at) const;
  bool has_number(std::size_t at) const;
  std::size_t ident_end(std::size_t at) const;
  std::size_t number_end(std::size_t at) const;
  CssToken read_ident();
  CssToken read_number();

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace maillint
