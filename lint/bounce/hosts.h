// Names and addresses of hosts in the words of servers.
#pragma once

#include <string_view>

namespace maillint::bounce {

/// "192.0.2.1", "IPv6:2001:db8::1", "2001:db8::1"; "10:15:00" is a time.
bool is_ip_address(std::string_view text);

/// A name with a dot, and a last label of letters: "mx.x.example".
bool is_host_name(std::string_view text);

}  // namespace maillint::bounce
