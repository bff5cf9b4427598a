// HTML tags, text and comments, one after the other, after the states of WHATWG HTML 13.2.5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/span.h"

namespace maillint {

struct HtmlAttribute {
  Span name;
  Span value;  // without quotes, character references as written
};

enum class HtmlTokenKind : std::uint8_t { end_of_input, text, start_tag, end_tag, comment };

struct HtmlToken {
  HtmlTokenKind kind = HtmlTokenKind::end_of_input;
  Span span;         // the whole token
  Span name;         // of a tag
  bool raw = false;  // text of script, style, title...: inside that element
};

/// Splits HTML into tokens in linear time, keeping no more than the attributes of one tag. Comments
/// include declarations and processing instructions. A tag that the input cuts off is dropped, as
/// the standard says.
class HtmlTokenizer {
 public:
  explicit HtmlTokenizer(std::string_view html) : html_(html) {}

  HtmlToken next();
  /// Of the start tag that next() gave last, in order, at most limits::html_attributes; of two with
  /// one name the first counts.
  const std::vector<HtmlAttribute>& attributes() const { return attributes_; }
  /// The value of an attribute (lower case name), nullptr if it is absent.
  const HtmlAttribute* attribute(std::string_view name) const;
  /// Whether that tag had more attributes.
  bool attributes_cut() const { return attributes_cut_; }
  /// The tag that the input cut off, empty if there was none.
  Span cut_tag() const { return cut_tag_; }
  std::string_view text(Span span) const { return html_.substr(span.begin, span.size()); }

 private:
  HtmlToken read_text();
  HtmlToken read_raw_text();
  HtmlToken read_comment(std::size_t end);
  HtmlToken read_tag();
  bool read_attributes();
  std::size_t comment_end() const;
  std::size_t bogus_comment_end() const;
  std::size_t raw_text_end() const;
  bool begins_markup(std::size_t at) const;
  void enter_raw_text(std::string_view name);

  std::string_view html_;
  std::size_t at_ = 0;
  std::string_view raw_element_;  // whose end tag alone ends the text; "" elsewhere
  std::vector<HtmlAttribute> attributes_;
  bool attributes_cut_ = false;
  Span cut_tag_;
};

}  // namespace maillint
