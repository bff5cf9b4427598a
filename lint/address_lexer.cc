// Tokens of an address field.
#include "lint/address_lexer.h"

#include <algorithm>

#include "lint/ascii.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;

}  // namespace

std::size_t encoded_word_size(std::string_view text, std::size_t begin) {
  // RFC 2047 allows 75 octets; real ones are longer. The bound keeps the search linear.
  constexpr std::size_t longest = 256;
  const std::string_view word = text.substr(begin, longest);
  if (!word.starts_with("=?")) return 0;
  std::size_t i = 2;
  while (i < word.size() && is_atext(word[i]) && word[i] != '?' && word[i] != '=') ++i;
  if (i == 2 || i + 3 >= word.size() || word[i] != '?' || word[i + 2] != '?') return 0;
  const char encoding = ascii::lower(word[i + 1]);
  if (encoding != 'q' && encoding != 'b') return 0;
  for (i += 3; i + 1 < word.size() && !ascii::is_space(word[i]); ++i) {
    if (word[i] == '?' && word[i + 1] == '=') return i + 2;
  }
  return 0;
}

bool has_encoded_word(std::string_view text) {
  for (std::size_t i = text.find("=?"); i != npos; i = text.find("=?", i + 2)) {
    if (encoded_word_size(text, i) > 0) return true;
  }
  return false;
}

AddressToken AddressLexer::next() {
  AddressToken token;
  const std::size_t before = at_;
  while (at_ < text_.size() && (ascii::is_space(text_[at_]) || text_[at_] == '\0')) ++at_;
  token.space_before = at_ > before;
  token.begin = static_cast<std::uint32_t>(at_);
  const bool after_at = after_at_;
  after_at_ = false;
  if (at_ >= text_.size()) {
    token.end_ = token.begin;
    return token;
  }
  const char c = text_[at_];
  std::size_t end = npos;
  if (c == '"' && !quotes_are_over_) {
    end = quoted_end(at_);
    quotes_are_over_ = end == npos;
    token.kind = AddressToken::quoted;
  } else if (c == '(' && !comments_are_over_) {
    end = comment_end(at_);
    comments_are_over_ = end == npos;
    token.kind = AddressToken::comment;
  } else if (c == '[' && after_at) {
    end = literal_end(at_);
    token.kind = AddressToken::literal;
  } else if (is_atext(c)) {
    end = atom_end(at_);
    token.kind = AddressToken::atom;
  } else if (ascii::is_control(c)) {
    end = at_ + 1;
    token.kind = AddressToken::atom;
  }
  if (end == npos) {
    end = at_ + 1;
    token.kind = AddressToken::special;
    after_at_ = c == '@';
  }
  at_ = end;
  token.end_ = static_cast<std::uint32_t>(end);
  return token;
}

std::size_t AddressLexer::quoted_end(std::size_t begin) const {
  for (std::size_t i = begin + 1; i < text_.size(); ++i) {
    if (text_[i] == '\\') {
      ++i;
    } else if (text_[i] == '"') {
      return i + 1;
    }
  }
  return npos;
}

std::size_t AddressLexer::comment_end(std::size_t begin) const {
  std::size_t depth = 0;
  for (std::size_t i = begin; i < text_.size(); ++i) {
    if (text_[i] == '\\') {
      ++i;
    } else if (text_[i] == '(') {
      ++depth;
    } else if (text_[i] == ')' && --depth == 0) {
      return i + 1;
    }
  }
  return npos;
}

std::size_t AddressLexer::literal_end(std::size_t begin) const {
  const std::size_t end = text_.find_first_of("]<>,;@ \t\r\n", begin);
  return end != npos && text_[end] == ']' ? end + 1 : npos;
}

std::size_t AddressLexer::atom_end(std::size_t begin) const {
  const std::size_t word = encoded_word_size(text_, begin);
  if (word > 0) return begin + word;
  std::size_t end = begin;
  while (end < text_.size() && is_atext(text_[end])) ++end;
  return end;
}

}  // namespace maillint
