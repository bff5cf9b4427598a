// Tokens of CSS (CSS Syntax Module Level 3, section 4), with their places.
#include "lint/web/css_token.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/octet_set.h"

namespace maillint {
namespace {

constexpr OctetSet spaces(" \t\r\n\f");
constexpr OctetSet ident_octets([](char c) {
  return ascii::is_alnum(c) || c == '_' || c == '-' || ascii::is_8bit(c);
});

constexpr bool begins_name(char c) { return ascii::is_alpha(c) || c == '_' || ascii::is_8bit(c); }

}  // namespace

std::size_t css_string_end(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != '\n'; ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      return at + 1;
    }
  }
  return std::min(at, text.size());
}

/// Whether a name begins there (CSS Syntax 4.3.9).
bool CssTokenizer::has_ident(std::size_t at) const {
  if (at >= text_.size()) return false;
  if (begins_name(text_[at])) return true;
  if (text_[at] == '\\') return at + 1 < text_.size() && text_[at + 1] != '\n';
  if (text_[at] != '-' || at + 1 >= text_.size()) return false;
  const char after = text_[at + 1];
  return after == '-' || after == '\\' || begins_name(after);
}

bool CssTokenizer::has_number(std::size_t at) const {
  if (at < text_.size() && (text_[at] == '+' || text_[at] == '-')) ++at;
  if (at < text_.size() && text_[at] == '.') ++at;
  return at < text_.size() && ascii::is_digit(text_[at]);
}

std::size_t CssTokenizer::ident_end(std::size_t at) const {
  while (at < text_.size() && (ident_octets.has(text_[at]) || text_[at] == '\\')) {
    at += text_[at] == '\\' ? 2 : 1;
  }
  return std::min(at, text_.size());
}

std::size_t CssTokenizer::number_end(std::size_t at) const {
  const auto digits = [&] {
    while (at < text_.size() && ascii::is_digit(text_[at])) ++at;
  };
  if (text_[at] == '+' || text_[at] == '-') ++at;
  digits();
  if (at + 1 < text_.size() && text_[at] == '.' && ascii::is_digit(text_[at + 1])) {
    ++at;
    digits();
  }
  if (at < text_.size() && ascii::lower(text_[at]) == 'e') {
    const bool sign = at + 1 < text_.size() && (text_[at + 1] == '+' || text_[at + 1] == '-');
    const std::size_t exponent = at + (sign ? 2 : 1);
    if (exponent < text_.size() && ascii::is_digit(text_[exponent])) {
      at = exponent;
      digits();
    }
  }
  return at;
}

CssToken CssTokenizer::read_number() {
  const std::size_t begin = at_;
  const std::size_t unit = number_end(at_);
  at_ = unit;
  if (at_ < text_.size() && text_[at_] == '%') {
    ++at_;
  } else if (has_ident(at_)) {
    at_ = ident_end(at_);
  }
  return {.kind = at_ == unit ? CssTokenKind::number : CssTokenKind::dimension,
          .span = span_of(begin, at_),
          .name = span_of(unit, at_)};
}

CssToken CssTokenizer::read_ident() {
  const std::size_t begin = at_;
  const Span name = span_of(begin, ident_end(begin));
  at_ = name.end;
  if (at_ == text_.size() || text_[at_] != '(') {
    return {.kind = CssTokenKind::ident, .span = name, .name = name};
  }
  ++at_;
  if (ascii::equal(text(name), "url")) {
    std::size_t inside = at_;
    while (inside < text_.size() && spaces.has(text_[inside])) ++inside;
    const bool quoted = inside < text_.size() && (text_[inside] == '"' || text_[inside] == '\'');
    if (!quoted) {
      at_ = std::min(text_.find(')', at_), text_.size() - 1) + 1;
      return {.kind = CssTokenKind::url, .span = span_of(begin, at_), .name = name};
    }
  }
  return {.kind = CssTokenKind::function, .span = span_of(begin, at_), .name = name};
}

CssToken CssTokenizer::next() {
  if (at_ >= text_.size()) return {};
  const std::size_t begin = at_;
  const char c = text_[at_];
  const auto token = [&](CssTokenKind kind, std::size_t end) {
    at_ = end;
    return CssToken{.kind = kind, .span = span_of(begin, end)};
  };
  if (spaces.has(c)) {
    std::size_t end = begin;
    while (end < text_.size() && spaces.has(text_[end])) ++end;
    return token(CssTokenKind::white_space, end);
  }
  if (c == '/' && text_.substr(at_).starts_with("/*")) {
    const std::size_t close = text_.find("*/", at_ + 2);
    return token(CssTokenKind::comment, close == std::string_view::npos ? text_.size() : close + 2);
  }
  if (c == '"' || c == '\'') return token(CssTokenKind::string, css_string_end(text_, at_));
  if (has_number(at_)) return read_number();
  if (has_ident(at_)) return read_ident();
  if (c == '@' && has_ident(at_ + 1)) {
    CssToken result = token(CssTokenKind::at_keyword, ident_end(at_ + 1));
    result.name = span_of(begin + 1, result.span.end);
    return result;
  }
  if (c == '#' && at_ + 1 < text_.size() && ident_octets.has(text_[at_ + 1])) {
    CssToken result = token(CssTokenKind::hash, ident_end(at_ + 1));
    result.name = span_of(begin + 1, result.span.end);
    return result;
  }
  return token(CssTokenKind::delim, begin + 1);
}

}  // namespace maillint
