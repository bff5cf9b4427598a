// Address lists: items, groups and display names. The parts of an item are read by
// lint/address_spec.cc; the plain forms take the short cut of lint/address_plain.cc.
#include "lint/address.h"

#include <algorithm>

#include "lint/address_item.h"
#include "lint/address_lexer.h"
#include "lint/address_plain.h"
#include "lint/address_spec.h"
#include "lint/ascii.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Splits the list at "," and ";" and keeps track of groups. An item is handed over as a whole, so
/// that "Roe, Jane <jane@example.com>" can be put together again.
class ListParser {
 public:
  ListParser(std::string_view text, std::size_t source_begin, std::size_t limit)
      : text_(text),
        limit_(limit),
        lexer_(text),
        problems_(list_, source_begin),
        items_(text, list_, problems_, limit),
        last_semicolon_(text.rfind(';')) {}

  AddressList parse() {
    while (true) {
      if (list_.mailboxes.size() + list_.groups.size() >= limit_ &&
          lexer_.position() < text_.size()) {
        problems_.add(AddressProblem::limit_addresses, lexer_.position(), text_.size(), no_mailbox);
        break;
      }
      const std::size_t begin = lexer_.position();
      if (read_plain()) continue;
      lexer_.move_to(begin);
      if (!read_item()) break;
    }
    if (list_.mailboxes.empty() && list_.groups.empty() && list_.problems.empty())
      problems_.add(AddressProblem::empty_list, 0, text_.size(), no_mailbox);
    return std::move(list_);
  }

 private:
  enum class Separator : std::uint8_t { none, comma, semicolon, group_begin, group_end };

  bool read_plain() {
    PlainAddress plain;
    if (items_.words_pending() && before_ == Separator::comma) return false;
    if (!read_plain_address(text_, lexer_.position(), plain)) return false;
    items_.add_plain(plain, group());
    empty_before_ = false;
    if (plain.next < text_.size()) {
      comma_ = plain.next;
      before_ = Separator::comma;
      lexer_.move_to(plain.next + 1);
    } else {
      before_ = Separator::none;
      lexer_.move_to(plain.next);
    }
    return true;
  }

  /// Reads one item and the separator after it. False at the end of the text.
  bool read_item() {
    tokens_.clear();
    in_angle_ = false;
    special_seen_ = false;
    words_ = 0;
    while (true) {
      const AddressToken token = lexer_.next();
      if (token.kind == AddressToken::end) return end_item(Separator::none, token);
      if (token.kind == AddressToken::special) {
        const char c = text_[token.begin];
        if (c == ',' && !in_route()) return end_item(Separator::comma, token);
        if (c == ';') return end_item(Separator::semicolon, token);
        if (c == ':' && !in_angle_ && begins_group(token)) return begin_group(token);
        if (c == '<') in_angle_ = true;
        if (c == '>') in_angle_ = false;
        if (c == '<') angle_token_ = tokens_.size();
        if (c != '.') special_seen_ = true;
      } else if (token.kind != AddressToken::comment) {
        ++words_;
      }
      // Nobody writes an item of so many tokens. What follows is skipped, so that one octet of a
      // hostile field never costs a token's memory.
      constexpr std::size_t tokens_kept = 256;
      if (tokens_.size() < tokens_kept) tokens_.push_back(token);
    }
  }

  /// Inside "<@a,@b:" a comma does not end the item.
  bool in_route() const {
    if (!in_angle_ || angle_token_ + 1 >= tokens_.size()) return false;
    const AddressToken& first = tokens_[angle_token_ + 1];
    return text_[first.begin] == '@' && text_[tokens_.back().begin] != '@';
  }

  /// Whether ":" ends a group's name: words without "@" before it, and ";" or nothing ahead.
  bool begins_group(const AddressToken& colon) const {
    if (special_seen_ || words_ == 0) return false;
    const std::string_view before = text_.substr(tokens_[0].begin, colon.begin - tokens_[0].begin);
    if (words_ == 1 && ascii::equal(before, "mailto")) return false;
    if (last_semicolon_ != npos && last_semicolon_ > colon.begin) return true;
    return text_.find_first_not_of(" \t\r\n", colon.end_) == npos;
  }
  bool begin_group(const AddressToken& colon) {
    AddressGroup group;
    group.name = items_.phrase(tokens_);
    group.span = problems_.span(tokens_.front().begin, colon.end_);
    list_.groups.push_back(std::move(group));
    ++depth_;
    before_ = Separator::group_begin;
    items_.forget_words();
    return true;
  }
  std::int32_t group() const {
    return depth_ > 0 ? static_cast<std::int32_t>(list_.groups.size()) - 1 : -1;
  }

  bool end_item(Separator separator, const AddressToken& at) {
    const bool empty = std::ranges::all_of(
        tokens_, [](const AddressToken& t) { return t.kind == AddressToken::comment; });
    if (empty) {
      end_empty_item(separator, at);
    } else {
      empty_before_ = false;
      items_.add(tokens_, group(), before_ == Separator::comma);
    }
    if (separator == Separator::comma) comma_ = at.begin;
    if (separator == Separator::semicolon) {
      items_.forget_words();
      if (depth_ > 0) {
        --depth_;
        separator = Separator::group_end;
        list_.groups.back().span.end = problems_.span(at.begin, at.end_).end;
      } else {
        problems_.add(AddressProblem::semicolon_separator, at.begin, at.end_, no_mailbox);
      }
    }
    const bool more = separator != Separator::none;
    before_ = separator;
    return more;
  }
  /// ",," and a "," at either end. Neighbours are told as one.
  void end_empty_item(Separator separator, const AddressToken& at) {
    const bool at_comma = separator == Separator::comma;
    if (before_ == Separator::group_end) return;
    if (!at_comma && before_ != Separator::comma) return;
    const std::size_t begin = at_comma ? at.begin : comma_;
    const Span span = problems_.span(begin, begin + 1);
    if (!list_.problems.empty() &&
        list_.problems.back().problem == AddressProblem::trailing_comma && empty_before_) {
      Span& last = list_.problems.back().span;
      last.end = std::max(last.end, span.end);
      return;
    }
    problems_.add(AddressProblem::trailing_comma, begin, begin + 1, no_mailbox);
    empty_before_ = true;
  }

  std::string_view text_;
  std::size_t limit_;
  AddressLexer lexer_;
  AddressList list_;
  AddressProblems problems_;
  AddressItems items_;
  std::size_t last_semicolon_;
  std::vector<AddressToken> tokens_;
  std::size_t words_ = 0;  // of the item, without comments
  bool special_seen_ = false;
  bool in_angle_ = false;
  std::size_t angle_token_ = 0;
  bool empty_before_ = false;
  std::size_t depth_ = 0;
  std::size_t comma_ = 0;  // place of the last ","
  Separator before_ = Separator::none;
};

}  // namespace

AddressList parse_address_list(std::string_view text, std::size_t source_begin, std::size_t limit) {
  return ListParser(text, source_begin, limit).parse();
}

std::string Mailbox::address() const {
  if (!has_addr_spec()) return {};
  const bool dot_atom = !local_part.empty() && std::ranges::all_of(local_part, [](char c) {
    return is_atext(c) || c == '.';
  });
  std::string result;
  result.reserve(local_part.size() + domain.size() + 1);
  if (dot_atom || local_part.empty()) {
    result = local_part;
  } else {
    result.push_back('"');
    for (const char c : local_part) {
      if (c == '"' || c == '\\') result.push_back('\\');
      result.push_back(c);
    }
    result.push_back('"');
  }
  if (domain.empty()) return result;
  return result + '@' + domain;
}

bool is_addr_spec(std::string_view text) {
  PlainAddress plain;
  if (text.empty() || ascii::is_space(text.front()) || ascii::is_space(text.back())) return false;
  return read_plain_address(text, 0, plain) && !plain.angle && plain.end == text.size();
}

}  // namespace maillint
