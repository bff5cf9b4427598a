// One item of an address list, from its tokens to a mailbox, for lint/address.cc alone.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/address.h"
#include "lint/address_lexer.h"
#include "lint/address_plain.h"
#include "lint/address_spec.h"

namespace maillint {

/// Adds the mailboxes of an item to a list. Keeps it in mind when an item is mere words ("Roe"), as
/// the next one may show that its comma belonged to a name.
class AddressItems {
 public:
  AddressItems(std::string_view text, AddressList& list, AddressProblems& problems,
               std::size_t limit)
      : text_(text), list_(list), problems_(problems), limit_(limit) {}

  void add_plain(const PlainAddress& plain, std::int32_t group);
  /// `tokens` hold at least one that is no comment. `after_comma`: a "," stands before the item.
  void add(std::span<const AddressToken> tokens, std::int32_t group, bool after_comma);
  bool words_pending() const { return pending_ > 0; }
  void forget_words() { pending_ = 0; }
  /// Words as people read them: quotes undone, encoded-words decoded, white space folded, comments
  /// dropped.
  std::string phrase(std::span<const AddressToken> tokens) const;

 private:
  using Tokens = std::span<const AddressToken>;

  bool is(const AddressToken& token, char c) const {
    return token.kind == AddressToken::special && text_[token.begin] == c;
  }
  /// Index of the first such special, the number of tokens if there is none.
  std::size_t find(Tokens tokens, char c, std::size_t from = 0) const;
  Tokens add_with_angle(Tokens tokens, std::size_t open, Mailbox& mailbox);
  Tokens add_bare(Tokens tokens, std::size_t at, Mailbox& mailbox);
  void add_words(Tokens tokens, Mailbox& mailbox);
  void read_name(Tokens tokens, Mailbox& mailbox);
  void join_pending(Tokens name, Mailbox& mailbox);
  void check_name(Tokens tokens);
  void check_comments(Tokens all, Mailbox& mailbox);
  void check_strays(Tokens all);

  std::string_view text_;
  AddressList& list_;
  AddressProblems& problems_;
  std::size_t limit_;
  std::vector<AddressToken> words_;  // the item without comments
  std::size_t pending_ = 0;          // mailboxes at the end of the list that are mere words
};

}  // namespace maillint
