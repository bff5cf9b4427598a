// One addr-spec, its parts and faults, for lint/address.cc alone.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/address.h"
#include "lint/address_lexer.h"
#include "lint/limits.h"

namespace maillint {

/// Collects the problems of one list. Offsets are those of the text parsed.
class AddressProblems {
 public:
  AddressProblems(AddressList& list, std::size_t source_begin)
      : list_(list), source_begin_(source_begin) {}

  /// At the mailbox that is being read, which is the next one to be added.
  void add(AddressProblem problem, std::size_t begin, std::size_t end) {
    add(problem, begin, end, static_cast<std::uint32_t>(list_.mailboxes.size()));
  }
  void add(AddressProblem problem, std::size_t begin, std::size_t end, std::uint32_t mailbox) {
    // A hostile field may hold a fault at every octet; people can act on the first ones.
    if (list_.problems.size() < limits::address_problems) {
      list_.problems.push_back({problem, span(begin, end), mailbox});
    } else if (list_.problems.size() == limits::address_problems) {
      list_.problems.push_back({AddressProblem::limit_problems, span(begin, end), mailbox});
    }
  }
  Span span(std::size_t begin, std::size_t end) const {
    return span_of(source_begin_ + begin, source_begin_ + end);
  }

 private:
  AddressList& list_;
  std::size_t source_begin_;
};

/// Reads `tokens` (no comments in them) as [route] local-part "@" domain into `mailbox`.
void read_addr_spec(std::string_view text, std::span<const AddressToken> tokens, Mailbox& mailbox,
                    AddressProblems& problems);

/// The text of a quoted-string token without quotes and escapes.
std::string unquote(std::string_view quoted);

}  // namespace maillint
