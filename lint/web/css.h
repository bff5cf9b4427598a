// Reading style sheets and style attributes (CSS Syntax Module Level 3), as far as mail needs it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "lint/span.h"

namespace maillint {

struct CssNumber {
  double value = 0;
  std::string_view unit;  // "px", "%", "" if there is none
};

/// A number with whatever follows as its unit: "12px", "-.5em", "0"; nullopt if no number begins
/// the text.
std::optional<CssNumber> read_css_number(std::string_view text);

struct CssDeclaration {
  std::string_view property;  // escapes and comments undone; case as written
  std::string_view value;     // likewise, without white space around and "!important"
  bool important = false;
  Span span;        // in the text read, from the property to the end of the value
  Span value_span;  // of the value as written, "!important" too
};

/// Declarations one after the other: the text of a style attribute (character references decoded)
/// or of a block. What is no declaration is skipped up to the next ";". Linear.
class CssDeclarationReader {
 public:
  explicit CssDeclarationReader(std::string_view text) : text_(text) {}
  /// False at the end. The views live until the next call.
  bool next(CssDeclaration& declaration);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::string property_;  // where escapes or comments had to be undone
  std::string value_;
};

struct CssRule {
  enum class Kind : unsigned char {
    style,      // selectors and declarations
    statement,  // "@import url(x);"
    group,      // "@media ..." itself; its rules follow one by one
    other       // "@font-face {...}", "@keyframes ...": the block is skipped
  };
  Kind kind = Kind::style;
  std::string_view prelude;  // selectors, or "@import url(x)"; trimmed
  std::string_view block;    // between "{" and "}"
  Span prelude_span;         // in the text read
  Span block_span;
  bool conditional = false;    // inside @media, @supports...
  bool not_everywhere = false;  // what they say does not hold on all screens
};

/// Of a list of media queries: "", "all", "screen", "only screen"; "(max-width: 600px)" and "print"
/// are for some.
bool is_for_all_screens(std::string_view media);

/// Rules of a style sheet in order; those inside @media follow it one by one. A block that is never
/// closed ends with the text. Linear, no recursion.
class CssRuleReader {
 public:
  explicit CssRuleReader(std::string_view text) : text_(text) {}
  /// False at the end.
  bool next(CssRule& rule);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;        // open @media blocks
  std::size_t common_depth_ = 0;  // the outer ones of them that hold on all screens
};

}  // namespace maillint
