// Reading style sheets and style attributes (CSS Syntax Module Level 3), as far as mail needs it.
#include "lint/web/css.h"

#include <algorithm>
#include <charconv>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "lint/utf8.h"
#include "lint/web/css_token.h"

namespace maillint {
namespace {

constexpr bool is_css_space(char c) { return ascii::is_space(c) || c == '\f'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_css_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_css_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Behind the comment that begins at `at`; one that is not closed reaches to the end.
std::size_t comment_end(std::string_view text, std::size_t at) {
  const std::size_t end = text.find("*/", at + 2);
  return end == std::string_view::npos ? text.size() : end + 2;
}

bool is_comment(std::string_view text, std::size_t at) { return text.substr(at, 2) == "/*"; }

/// Behind an unquoted "url(x" whose "(" stands at `at`: what is in it is no markup of ours.
std::size_t url_end(std::string_view text, std::size_t at) {
  static constexpr OctetSet ends(")('\"\n");
  return ends.find(text, at + 1);
}

/// Whether text[at] is the "(" of "url(".
bool is_url(std::string_view text, std::size_t at) {
  return text[at] == '(' && at >= 3 && ascii::equal(text.substr(at - 3, 3), "url");
}

/// Octets to stop at, and all that matter on the way.
struct Stops {
  constexpr explicit Stops(std::string_view octets) : wanted(octets), notable("\"'\\/()[]{}") {
    for (const char c : octets) notable.add(c);
  }
  OctetSet wanted;
  OctetSet notable;
};
constexpr Stops colon_or_end(":;");
constexpr Stops declaration_end(";");
constexpr Stops block_begin("{}");
constexpr Stops at_rule_end("{;}");
constexpr Stops block_end("}");

/// Where one of `stops` stands outside strings, comments and brackets; text.size() if nowhere.
std::size_t find_outside(std::string_view text, std::size_t at, const Stops& stops) {
  std::size_t depth = 0;
  while ((at = stops.notable.find(text, at)) < text.size()) {
    const char c = text[at];
    if (depth == 0 && stops.wanted.has(c)) return at;
    if (c == '"' || c == '\'') {
      at = css_string_end(text, at);
    } else if (c == '\\') {
      at += 2;
    } else if (is_comment(text, at)) {
      at = comment_end(text, at);
    } else if (is_url(text, at)) {
      ++depth;
      at = url_end(text, at);
    } else {
      if (c == '(' || c == '[' || c == '{') ++depth;
      if ((c == ')' || c == ']' || c == '}') && depth > 0) --depth;
      ++at;
    }
  }
  return text.size();
}

std::size_t skip_space_and_comments(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (is_css_space(text[at])) {
      ++at;
    } else if (is_comment(text, at)) {
      at = comment_end(text, at);
    } else {
      break;
    }
  }
  return at;
}

/// The code point of an escape that begins at text[at], a backslash; moves behind it.
void append_escaped(std::string_view text, std::size_t& at, std::string& out) {
  ++at;
  char32_t value = 0;
  std::size_t digits = 0;
  while (digits < 6 && at < text.size() && ascii::is_hex(text[at])) {
    value = value * 16 + ascii::hex_value(text[at++]);
    ++digits;
  }
  if (digits == 0) {
    if (at < text.size()) out += text[at++];
    return;
  }
  if (at < text.size() && is_css_space(text[at])) ++at;
  const bool scalar = value != 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  utf8::append(out, scalar ? value : U'\uFFFD');
}

/// `text` with escapes and comments undone: itself, or `copy` where it holds any.
std::string_view plain(std::string_view text, std::string& copy) {
  if (text.find('\\') == std::string_view::npos && text.find("/*") == std::string_view::npos) {
    return text;
  }
  copy.clear();
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\\') {
      append_escaped(text, at, copy);
    } else if (is_comment(text, at)) {
      at = comment_end(text, at);
    } else if (is_url(text, at)) {
      const std::size_t end = url_end(text, at);
      copy += text.substr(at, end - at);
      at = end;
    } else {
      copy += text[at++];
    }
  }
  return trim(copy);
}

/// Takes "!important" away.
bool take_important(std::string_view& value) {
  if (!ascii::ends_with(value, "important")) return false;
  const std::string_view rest = trim(value.substr(0, value.size() - 9));
  if (rest.empty() || rest.back() != '!') return false;
  value = trim(rest.substr(0, rest.size() - 1));
  return true;
}

/// At-rules whose block holds rules.
bool holds_rules(std::string_view prelude) {
  for (const std::string_view name :
       {"@media", "@supports", "@layer", "@document", "@-moz-document", "@container"}) {
    if (ascii::starts_with(prelude, name)) return true;
  }
  return false;
}

bool holds_on_all_screens(std::string_view prelude) {
  if (ascii::starts_with(prelude, "@layer")) return true;
  return ascii::starts_with(prelude, "@media") && is_for_all_screens(prelude.substr(6));
}

}  // namespace

bool is_for_all_screens(std::string_view media) {
  if (trim(media).empty()) return true;
  for (std::size_t at = 0; at < media.size();) {
    const std::size_t comma = std::min(media.find(',', at), media.size());
    std::string_view query = trim(media.substr(at, comma - at));
    if (ascii::starts_with(query, "only ")) query = trim(query.substr(5));
    if (ascii::equal(query, "all") || ascii::equal(query, "screen")) return true;
    at = comma + 1;
  }
  return false;
}

std::optional<CssNumber> read_css_number(std::string_view text) {
  std::size_t begin = 0;
  if (!text.empty() && text[0] == '+') begin = 1;
  const std::size_t digits = begin + (text.substr(begin).starts_with('-') ? 1 : 0);
  if (begin == 1 && digits != begin) return std::nullopt;
  const std::string_view rest = text.substr(digits);
  const bool dotted = rest.size() > 1 && rest[0] == '.' && ascii::is_digit(rest[1]);
  if (rest.empty() || (!ascii::is_digit(rest[0]) && !dotted)) return std::nullopt;
  // Exponents are left out: "1em" would begin one, and no mail has another.
  double value = 0;
  const auto [end, error] = std::from_chars(text.data() + begin, text.data() + text.size(), value,
                                            std::chars_format::fixed);
  if (error != std::errc()) return std::nullopt;
  const auto length = static_cast<std::size_t>(end - text.data());
  return CssNumber{.value = value, .unit = trim(text.substr(length))};
}

bool CssDeclarationReader::next(CssDeclaration& declaration) {
  while (true) {
    at_ = skip_space_and_comments(text_, at_);
    if (at_ >= text_.size()) return false;
    const std::size_t begin = at_;
    const std::size_t colon = find_outside(text_, begin, colon_or_end);
    if (colon == text_.size() || text_[colon] == ';') {
      at_ = std::min(colon + 1, text_.size());
      continue;
    }
    const std::size_t end = find_outside(text_, colon + 1, declaration_end);
    at_ = std::min(end + 1, text_.size());
    const std::string_view value = trim(text_.substr(colon + 1, end - colon - 1));
    declaration.property = plain(trim(text_.substr(begin, colon - begin)), property_);
    declaration.value = plain(value, value_);
    declaration.important = take_important(declaration.value);
    const std::size_t value_end =
        value.empty() ? colon + 1
                      : static_cast<std::size_t>(value.data() - text_.data()) + value.size();
    declaration.span = span_of(begin, value_end);
    declaration.value_span = span_of(value_end - value.size(), value_end);
    return true;
  }
}

bool CssRuleReader::next(CssRule& rule) {
  while (true) {
    at_ = skip_space_and_comments(text_, at_);
    if (at_ >= text_.size()) return false;
    if (text_.substr(at_).starts_with("<!--")) {
      at_ += 4;
      continue;
    }
    if (text_.substr(at_).starts_with("-->")) {
      at_ += 3;
      continue;
    }
    if (text_[at_] == '}' || text_[at_] == ';') {
      if (text_[at_] == '}' && depth_ > 0) --depth_;
      common_depth_ = std::min(common_depth_, depth_);
      ++at_;
      continue;
    }
    const bool is_at = text_[at_] == '@';
    const std::size_t begin = at_;
    const std::size_t open = find_outside(text_, begin, is_at ? at_rule_end : block_begin);
    const std::string_view prelude = trim(text_.substr(begin, open - begin));
    rule = {.prelude = prelude,
            .prelude_span = span_of(begin, begin + prelude.size()),
            .conditional = depth_ > 0,
            .not_everywhere = depth_ > common_depth_};
    if (open == text_.size() || text_[open] == '}' || text_[open] == ';') {
      at_ = open == text_.size() || text_[open] == '}' ? open : open + 1;
      if (!is_at) continue;  // text that belongs to no rule
      rule.kind = CssRule::Kind::statement;
      return true;
    }
    if (is_at && holds_rules(prelude)) {
      if (common_depth_ == depth_ && holds_on_all_screens(prelude)) ++common_depth_;
      ++depth_;
      at_ = open + 1;
      rule.kind = CssRule::Kind::group;
      return true;
    }
    const std::size_t end = find_outside(text_, open + 1, block_end);
    at_ = std::min(end + 1, text_.size());
    rule.kind = is_at ? CssRule::Kind::other : CssRule::Kind::style;
    rule.block_span = span_of(open + 1, end);
    rule.block = text_.substr(open + 1, end - open - 1);
    return true;
  }
}

}  // namespace maillint
