// The categories of refusals, and what other tools call them.
#pragma once

#include <span>
#include <string_view>

namespace maillint {

/// Whether the address itself is at fault, so that it should leave the list.
enum class AddressFault : unsigned char {
  no,
  yes,
  if_permanent,  // a lock that may be lifted is none
  if_named,      // only where the reply is about this one address
};

struct Category {
  std::string_view name;          // "recipient-unknown"
  std::string_view coarse_class;  // JSON "class"
  AddressFault fault;
  std::string_view sisimai;  // Sisimai's reason
  std::string_view kumomta;  // KumoMTA's bounce class

  /// Whether it says something about the recipient's address or its domain.
  bool blames_address() const {
    return coarse_class == "invalid-recipient" || fault != AddressFault::no;
  }
};

std::span<const Category> categories();
/// nullptr if there is none of that name.
const Category* find_category(std::string_view name);

}  // namespace maillint
