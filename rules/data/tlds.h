// Top-level domains that are known for abuse.
#pragma once

#include <string_view>

namespace maillint::lists {

/// "strong" where filters score the domain, "often" where it is often seen in spam; "" otherwise.
std::string_view suspicious_tld(std::string_view tld);

}  // namespace maillint::lists
