// Authentication-Results, tolerant: Microsoft omits the authserv-id, others the semicolons.
#include "lint/authentication_results.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "lint/ascii.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t methods_kept = 1'000;
constexpr std::size_t properties_kept = 1'000;

/// A word, "=", ";" or the end.
struct Token {
  enum Kind : std::uint8_t { word, equals, semicolon, end } kind = end;
  std::string_view text;  // without quotes
  std::size_t begin = 0;
  std::size_t end_ = 0;
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Token next() {
    skip_space_and_comments();
    if (at_ >= text_.size()) return {.kind = Token::end, .begin = at_, .end_ = at_};
    const std::size_t begin = at_;
    const char c = text_[at_];
    if (c == ';' || c == '=') {
      ++at_;
      return {.kind = c == ';' ? Token::semicolon : Token::equals,
              .text = text_.substr(begin, 1),
              .begin = begin,
              .end_ = at_};
    }
    if (c == '"' && !quotes_are_over_) {
      const std::size_t close = quoted_end();
      if (close != npos) {
        at_ = close + 1;
        return {.kind = Token::word,
                .text = text_.substr(begin + 1, close - begin - 1),
                .begin = begin,
                .end_ = at_};
      }
      quotes_are_over_ = true;
    }
    ++at_;
    while (at_ < text_.size() && !ends_word()) ++at_;
    return {
        .kind = Token::word, .text = text_.substr(begin, at_ - begin), .begin = begin, .end_ = at_};
  }
  /// The rest of a value after "=": it may hold "=" itself ("header.b=abc=").
  Token next_value() {
    in_value_ = true;
    Token token = next();
    in_value_ = false;
    return token;
  }
  /// The first comment since the last call, without parentheses.
  std::string_view take_comment() { return std::exchange(comment_, {}); }

 private:
  bool ends_word() const {
    const char c = text_[at_];
    if (ascii::is_space(c) || c == ';') return true;
    if (c == '=') return !in_value_;
    return c == '(' && ascii::is_space(text_[at_ - 1]);
  }
  std::size_t quoted_end() const {
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '"') {
        return i;
      }
    }
    return npos;
  }
  void skip_space_and_comments() {
    while (at_ < text_.size()) {
      if (text_[at_] == '(') {
        skip_comment();
      } else if (ascii::is_space(text_[at_])) {
        ++at_;
      } else {
        return;
      }
    }
  }
  /// An unclosed comment reaches to the end.
  void skip_comment() {
    const std::size_t begin = at_ + 1;
    std::size_t depth = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\\') {
        if (at_ + 1 < text_.size()) ++at_;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        if (comment_.empty()) comment_ = text_.substr(begin, at_ - begin);
        ++at_;
        return;
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool in_value_ = false;
  bool quotes_are_over_ = false;
  std::string_view comment_;
};

class Parser {
 public:
  Parser(std::string_view text, std::size_t source_begin)
      : lexer_(text), source_begin_(source_begin) {}

  AuthenticationResults parse() {
    token_ = lexer_.next();
    read_head();
    while (token_.kind != Token::end && result_.methods.size() < methods_kept) {
      if (token_.kind == Token::word) {
        read_method();
      } else {
        if (token_.kind == Token::equals) malformed(token_.begin, token_.end_);
        advance();
      }
    }
    if (result_.methods.empty() && !result_.none) malformed(0, token_.end_);
    return std::move(result_);
  }

 private:
  void advance() { token_ = lexer_.next(); }
  Span span(std::size_t begin, std::size_t end) const {
    return span_of(source_begin_ + begin, source_begin_ + end);
  }
  void malformed(std::size_t begin, std::size_t end) {
    if (std::exchange(result_.malformed, true)) return;
    result_.malformed_span = span(begin, end);
  }

  /// ["i=1" ";"] authserv-id [version] ";". A first word followed by "=" is a method already.
  void read_head() {
    if (token_.kind != Token::word) return;
    Token first = token_;
    advance();
    if (token_.kind == Token::equals && ascii::equal(first.text, "i")) {
      token_ = lexer_.next_value();
      std::uint32_t number = 0;
      const char* end = token_.text.data() + token_.text.size();
      if (std::from_chars(token_.text.data(), end, number).ec == std::errc())
        result_.instance = number;
      advance();
      if (token_.kind == Token::semicolon) advance();
      if (token_.kind != Token::word) return;
      first = token_;
      advance();
    }
    if (token_.kind == Token::equals) {
      read_result(first);
      return;
    }
    result_.authserv_id = first.text;
    result_.authserv_id_span = span(first.begin, first.end_);
    if (token_.kind != Token::word) return;
    result_.version = token_.text;
    advance();
  }

  void read_method() {
    const Token name = token_;
    advance();
    if (token_.kind == Token::equals) {
      read_result(name);
    } else if (ascii::equal(name.text, "none") && result_.methods.empty()) {
      result_.none = true;
    } else {
      malformed(name.begin, name.end_);
    }
  }

  /// token_ is the "=" after the method's name.
  void read_result(const Token& name) {
    AuthenticationMethod method;
    const std::size_t slash = name.text.find('/');
    method.method = name.text.substr(0, slash);
    if (slash != npos) method.version = name.text.substr(slash + 1);
    lexer_.take_comment();
    token_ = lexer_.next_value();
    std::size_t end = token_.end_;
    if (token_.kind == Token::word) {
      method.result = token_.text;
      advance();
    } else {
      malformed(name.begin, token_.end_);
    }
    method.comment = lexer_.take_comment();
    while (token_.kind == Token::word) {
      const Token property = token_;
      advance();
      if (token_.kind != Token::equals) {
        malformed(property.begin, property.end_);
        continue;
      }
      token_ = lexer_.next_value();
      if (token_.kind != Token::word) break;
      end = token_.end_;
      add_property(property, token_, method);
      advance();
    }
    method.span = span(name.begin, end);
    result_.methods.push_back(std::move(method));
  }
  void add_property(const Token& name, const Token& value, AuthenticationMethod& method) {
    if (ascii::equal(name.text, "reason")) {
      method.reason = value.text;
      return;
    }
    if (properties_++ >= properties_kept) return;
    const std::size_t dot = name.text.find('.');
    method.properties.push_back(
        {.ptype = dot == npos ? std::string_view() : name.text.substr(0, dot),
         .property = dot == npos ? name.text : name.text.substr(dot + 1),
         .value = value.text,
         .span = span(name.begin, value.end_)});
  }

  Lexer lexer_;
  std::size_t source_begin_;
  std::size_t properties_ = 0;
  Token token_;
  AuthenticationResults result_;
};

}  // namespace

std::string_view AuthenticationMethod::property(std::string_view ptype,
                                                std::string_view name) const {
  for (const AuthenticationProperty& p : properties) {
    if (ascii::equal(p.ptype, ptype) && ascii::equal(p.property, name)) return p.value;
  }
  return {};
}

AuthenticationResults parse_authentication_results(std::string_view text,
                                                   std::size_t source_begin) {
  return Parser(text, source_begin).parse();
}

}  // namespace maillint
