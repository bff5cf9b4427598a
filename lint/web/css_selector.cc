// What the selectors of a style rule are made of.
#include "lint/web/css_selector.h"

namespace maillint {

bool CssSelectorReader::next(CssSelectorPiece& piece) {
  while (true) {
    const CssToken token = pending_.kind != CssTokenKind::end ? pending_ : tokenizer_.next();
    pending_ = {};
    if (token.kind == CssTokenKind::end) return false;
    if (read(token, piece)) return true;
  }
}

/// Whether there is a piece to give.
bool CssSelectorReader::read(const CssToken& token, CssSelectorPiece& piece) {
  const char c = text_[token.span.begin];
  if (before_ == Before::attribute) {
    if (token.kind == CssTokenKind::delim && c == ']') before_ = Before::nothing;
    return false;
  }
  switch (token.kind) {
    case CssTokenKind::white_space:
      descends_ = in_compound_;
      space_ = token.span.begin;
      return false;
    case CssTokenKind::ident:
    case CssTokenKind::function:
      return read_name(token, piece);
    case CssTokenKind::hash:
      return begin_simple('#', token, piece);
    case CssTokenKind::delim:
      break;
    default:
      return false;
  }
  if (c == '[' || c == '*' || c == '&') return begin_simple(c, token, piece);
  if (c == '>' || c == '+' || c == '~' || c == ',') {
    has_class_ = in_compound_ = descends_ = false;
    before_ = Before::nothing;
    piece = {.sign = c, .span = token.span};
    return true;
  }
  if (c == '.' || c == ':') {
    if (c == '.' || before_ != Before::colon) {
      if (descends_) return begin_simple(c, token, piece);
      in_compound_ = true;
    }
    before_ = c == '.' ? Before::dot : Before::colon;
  }
  return false;
}

bool CssSelectorReader::read_name(const CssToken& token, CssSelectorPiece& piece) {
  const Before before = before_;
  before_ = Before::nothing;
  if (before == Before::colon) {
    if (token.kind == CssTokenKind::function) has_class_ = in_compound_ = false;
    piece = {.sign = ':', .span = token.name};
    return true;
  }
  if (before == Before::dot) {
    piece = {.sign = has_class_ ? 'c' : '.', .span = span_of(token.name.begin - 1, token.name.end)};
    has_class_ = true;
    return true;
  }
  return token.kind == CssTokenKind::ident && begin_simple('t', token, piece);
}

/// A space before it is a combinator: that comes first, and the token again.
bool CssSelectorReader::begin_simple(char sign, const CssToken& token, CssSelectorPiece& piece) {
  if (descends_) {
    descends_ = has_class_ = in_compound_ = false;
    pending_ = token;
    piece = {.sign = ' ', .span = span_of(space_, space_ + 1)};
    return true;
  }
  in_compound_ = true;
  if (sign == '[') before_ = Before::attribute;
  piece = {.sign = sign, .span = token.span};
  return true;
}

}  // namespace maillint
