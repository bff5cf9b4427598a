// The common forms of an address: the bulk of real fields, in one pass without an allocation.
#include "lint/address_plain.h"

#include <array>

#include "lint/address_lexer.h"
#include "lint/ascii.h"

namespace maillint {
namespace {

constexpr std::array<bool, 256> ascii_atext = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0x21; c < 0x7F; ++c) table[c] = is_atext(static_cast<char>(c));
  return table;
}();

class Reader {
 public:
  Reader(std::string_view text, std::size_t begin, PlainAddress& out)
      : text_(text), at_(begin), out_(out) {}

  bool read() {
    skip_space();
    out_ = PlainAddress{.begin = at_, .name_begin = at_, .name_end = at_};
    if (peek() == '"') {
      out_.quoted_name = true;
      return read_quoted_name() && read_angle();
    }
    if (peek() == '<') return read_angle();
    if (read_addr_spec()) return read_end();
    at_ = out_.begin;
    return read_words() && read_angle();
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() && ascii::is_space(text_[at_])) ++at_;
  }

  /// ASCII atext, but not the "=?" that begins encoded-words.
  bool at_atext() const {
    const char c = peek();
    if (c == '=' && at_ + 1 < text_.size() && text_[at_ + 1] == '?') return false;
    return ascii_atext[static_cast<unsigned char>(c)];
  }
  static constexpr bool is_printable(char c) { return c >= ' ' && c < 0x7F; }
  bool read_quoted_name() {
    const std::size_t open = at_++;
    while (peek() != '"') {
      const char c = peek();
      if (c == '\\' || c == '=' || !is_printable(c)) return false;
      if (c == ' ' && text_[at_ - 1] == ' ') return false;
      ++at_;
    }
    ++at_;
    if (at_ - open <= 2 || text_[open + 1] == ' ' || text_[at_ - 2] == ' ') return false;
    out_.name_end = at_;
    return read_one_space();
  }
  bool read_words() {
    while (at_atext()) {
      while (at_atext()) ++at_;
      out_.name_end = at_;
      if (!read_one_space()) return false;
    }
    return out_.name_end > out_.name_begin;
  }
  bool read_one_space() {
    if (peek() != ' ') return false;
    ++at_;
    return peek() != ' ';
  }

  bool read_angle() {
    if (peek() != '<') return false;
    out_.angle = true;
    ++at_;
    if (!read_addr_spec() || peek() != '>') return false;
    ++at_;
    return read_end();
  }
  bool read_addr_spec() {
    out_.local_begin = at_;
    if (!at_atext()) return false;
    for (; peek() != '@'; ++at_) {
      const bool dot = peek() == '.' && text_[at_ - 1] != '.';
      if (!dot && !at_atext()) return false;
    }
    constexpr std::size_t longest_local = 64;
    if (text_[at_ - 1] == '.' || at_ - out_.local_begin > longest_local) return false;
    out_.at = at_++;
    return read_domain();
  }
  bool read_domain() {
    std::size_t dots = 0;
    while (true) {
      const std::size_t label = at_;
      while (ascii::is_alnum(peek()) || peek() == '-') ++at_;
      constexpr std::size_t longest_label = 63;
      if (at_ == label || at_ - label > longest_label) return false;
      if (text_[label] == '-' || text_[at_ - 1] == '-') return false;
      if (ascii::starts_with(text_.substr(label, at_ - label), "xn--")) return false;
      if (peek() != '.') break;
      ++dots;
      ++at_;
    }
    out_.domain_end = at_;
    return dots > 0;
  }

  bool read_end() {
    out_.end = at_;
    skip_space();
    out_.next = at_;
    return at_ == text_.size() || peek() == ',';
  }

  std::string_view text_;
  std::size_t at_;
  PlainAddress& out_;
};

}  // namespace

bool read_plain_address(std::string_view text, std::size_t begin, PlainAddress& out) {
  return Reader(text, begin, out).read();
}

}  // namespace maillint
