// HTML tags, text and comments, one after the other, after the states of WHATWG HTML 13.2.5.
#include "lint/web/html_tokenizer.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/limits.h"

namespace maillint {
namespace {

constexpr bool is_html_space(char c) { return ascii::is_space(c) || c == '\f'; }
constexpr bool ends_tag_name(char c) { return is_html_space(c) || c == '/' || c == '>'; }
constexpr bool ends_unquoted_value(char c) { return is_html_space(c) || c == '>'; }

/// Elements whose content is text up to their own end tag. `plaintext` has none: it never ends.
constexpr std::string_view raw_text_elements[] = {
    "iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"};

}  // namespace

HtmlToken HtmlTokenizer::next() {
  if (!raw_element_.empty()) {
    const HtmlToken token = read_raw_text();
    if (!token.span.empty()) return token;
  }
  while (at_ < html_.size()) {
    if (html_[at_] != '<' || !begins_markup(at_)) return read_text();
    const char after = html_[at_ + 1];
    if (after == '!' && html_.substr(at_, 4) == "<!--") return read_comment(comment_end());
    if (after == '!' || after == '?') return read_comment(bogus_comment_end());
    if (after == '/' && !ascii::is_alpha(html_[at_ + 2])) {
      if (html_[at_ + 2] != '>') return read_comment(bogus_comment_end());
      at_ += 3;  // "</>" is nothing
      continue;
    }
    const HtmlToken token = read_tag();
    if (token.kind != HtmlTokenKind::end_of_input) return token;
  }
  return {};
}

/// Whether the "<" at `at` begins anything but text.
bool HtmlTokenizer::begins_markup(std::size_t at) const {
  if (html_.size() - at < 2) return false;
  const char after = html_[at + 1];
  if (after == '/') return html_.size() - at > 2;
  return ascii::is_alpha(after) || after == '!' || after == '?';
}

HtmlToken HtmlTokenizer::read_text() {
  const std::size_t begin = at_;
  do {
    at_ = std::min(html_.find('<', at_ + 1), html_.size());
  } while (at_ < html_.size() && !begins_markup(at_));
  return {.kind = HtmlTokenKind::text, .span = span_of(begin, at_)};
}

HtmlToken HtmlTokenizer::read_comment(std::size_t end) {
  const std::size_t begin = at_;
  at_ = end;
  return {.kind = HtmlTokenKind::comment, .span = span_of(begin, end)};
}

/// After "-->" or "--!>"; the dashes of "<!-->" and "<!--->" count too.
std::size_t HtmlTokenizer::comment_end() const {
  const std::size_t begin = at_ + 2;  // the first dash
  std::size_t close = at_ + 3;
  while ((close = html_.find('>', close + 1)) != std::string_view::npos) {
    if (html_[close - 1] == '-' && html_[close - 2] == '-') return close + 1;
    if (close >= begin + 5 && html_.substr(close - 3, 3) == "--!") return close + 1;
  }
  return html_.size();
}

std::size_t HtmlTokenizer::bogus_comment_end() const {
  const std::size_t close = html_.find('>', at_);
  return close == std::string_view::npos ? html_.size() : close + 1;
}

HtmlToken HtmlTokenizer::read_tag() {
  const std::size_t begin = at_;
  const bool is_end = html_[at_ + 1] == '/';
  at_ += is_end ? 2 : 1;
  const std::size_t name_begin = at_;
  while (at_ < html_.size() && !ends_tag_name(html_[at_])) ++at_;
  const Span name = span_of(name_begin, at_);
  if (!read_attributes()) {
    at_ = html_.size();
    cut_tag_ = span_of(begin, at_);
    return {};
  }
  if (!is_end) enter_raw_text(text(name));
  return {.kind = is_end ? HtmlTokenKind::end_tag : HtmlTokenKind::start_tag,
          .span = span_of(begin, at_),
          .name = name};
}

/// Moves behind the ">" of the tag; false if the input ends before it.
bool HtmlTokenizer::read_attributes() {
  attributes_.clear();
  attributes_cut_ = false;
  while (true) {
    while (at_ < html_.size() && (is_html_space(html_[at_]) || html_[at_] == '/')) ++at_;
    if (at_ == html_.size()) return false;
    if (html_[at_] == '>') {
      ++at_;
      return true;
    }
    HtmlAttribute attribute;
    const std::size_t name_begin = at_++;  // a leading "=" belongs to the name
    while (at_ < html_.size() && !ends_tag_name(html_[at_]) && html_[at_] != '=') ++at_;
    attribute.name = span_of(name_begin, at_);
    while (at_ < html_.size() && is_html_space(html_[at_])) ++at_;
    if (at_ < html_.size() && html_[at_] == '=') {
      ++at_;
      while (at_ < html_.size() && is_html_space(html_[at_])) ++at_;
      if (at_ == html_.size()) return false;
      const char quote = html_[at_];
      const bool quoted = quote == '"' || quote == '\'';
      std::size_t end = at_ += quoted ? 1 : 0;
      if (quoted) {
        end = html_.find(quote, at_);
        if (end == std::string_view::npos) return false;
      } else {
        while (end < html_.size() && !ends_unquoted_value(html_[end])) ++end;
      }
      attribute.value = span_of(at_, end);
      at_ = end + (quoted ? 1 : 0);
    }
    if (attributes_.size() < limits::html_attributes) {
      attributes_.push_back(attribute);
    } else {
      attributes_cut_ = true;
    }
  }
}

const HtmlAttribute* HtmlTokenizer::attribute(std::string_view name) const {
  const auto found = std::ranges::find_if(
      attributes_, [&](const HtmlAttribute& a) { return ascii::equal(text(a.name), name); });
  return found == attributes_.end() ? nullptr : &*found;
}

void HtmlTokenizer::enter_raw_text(std::string_view name) {
  for (const std::string_view element : raw_text_elements) {
    if (ascii::equal(name, element)) raw_element_ = element;
  }
}

HtmlToken HtmlTokenizer::read_raw_text() {
  const std::size_t begin = at_;
  at_ = raw_text_end();
  raw_element_ = {};
  return {.kind = HtmlTokenKind::text, .span = span_of(begin, at_), .raw = true};
}

/// Where the end tag of raw_element_ begins. Inside a script, "<!--" with "<script" hides one
/// "</script" (script data double escaped state), until "-->".
std::size_t HtmlTokenizer::raw_text_end() const {
  if (raw_element_ == "plaintext") return html_.size();
  const bool is_script = raw_element_ == "script";
  bool escaped = false;
  bool doubly_escaped = false;
  for (std::size_t i = at_; i < html_.size(); ++i) {
    if (!escaped) i = std::min(html_.find('<', i), html_.size() - 1);
    if (escaped && html_[i] == '>' && i >= at_ + 2 && html_.substr(i - 2, 2) == "--") {
      escaped = doubly_escaped = false;
    }
    if (html_[i] != '<') continue;
    const bool closes = html_.substr(i, 2) == "</";
    const std::size_t name = i + (closes ? 2 : 1);
    if (is_script && html_.substr(i, 4) == "<!--") escaped = true;
    if (name >= html_.size() || !ascii::starts_with(html_.substr(name), raw_element_)) continue;
    const std::size_t after = name + raw_element_.size();
    if (after >= html_.size() || !ends_tag_name(html_[after])) continue;
    if (closes && !doubly_escaped) return i;
    if (escaped) doubly_escaped = !closes;
  }
  return html_.size();
}

}  // namespace maillint
