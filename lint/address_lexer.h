// Tokens of an address field (RFC 5322 3.2).
#pragma once

#include <cstdint>
#include <string_view>

namespace maillint {

struct AddressToken {
  enum Kind : std::uint8_t {
    atom,     // a run of atext and of 8-bit octets, or a whole encoded-word
    quoted,   // with its quotes
    comment,  // with its parentheses
    literal,  // "[...]" right after "@"
    special,  // one octet of . , : ; < > @ [ ] or a stray " ( ) backslash
    end,
  };
  Kind kind = end;
  bool space_before = false;
  std::uint32_t begin = 0;  // offsets in the text given to the lexer
  std::uint32_t end_ = 0;
};

/// Reads one token after the other, in linear time whatever the text: an opening quote or
/// parenthesis that never closes is looked for once.
class AddressLexer {
 public:
  explicit AddressLexer(std::string_view text) : text_(text) {}

  AddressToken next();
  std::size_t position() const { return at_; }
  void move_to(std::size_t position) { at_ = position; }

 private:
  std::size_t quoted_end(std::size_t begin) const;
  std::size_t comment_end(std::size_t begin) const;
  std::size_t literal_end(std::size_t begin) const;
  std::size_t atom_end(std::size_t begin) const;

  std::string_view text_;
  std::size_t at_ = 0;
  bool after_at_ = false;
  bool quotes_are_over_ = false;
  bool comments_are_over_ = false;
};

/// atext of RFC 5322 3.2.3 and RFC 6532 3.2.
constexpr bool is_atext(char c) {
  const auto octet = static_cast<unsigned char>(c);
  if (octet <= 0x20 || octet == 0x7F) return false;
  return std::string_view("()<>[]:;@\\,.\"").find(c) == std::string_view::npos;
}

/// Length of the encoded-word (RFC 2047 2) at text[begin], 0 if there is none. Specials inside it
/// are tolerated, white space is not.
std::size_t encoded_word_size(std::string_view text, std::size_t begin);

/// Whether an encoded-word begins anywhere in the text.
bool has_encoded_word(std::string_view text);

}  // namespace maillint
