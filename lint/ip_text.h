// IP addresses as text.
#pragma once

#include <string_view>

namespace maillint {

/// Whether `text` is a dotted IPv4 address and nothing else.
bool is_ipv4_text(std::string_view text);
/// Whether `text` is an IPv6 address (RFC 4291 2.2, without brackets and zone) and nothing else.
bool is_ipv6_text(std::string_view text);
inline bool is_ip_text(std::string_view text) { return is_ipv4_text(text) || is_ipv6_text(text); }

}  // namespace maillint
