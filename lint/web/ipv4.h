// IPv4 addresses in every notation that browsers take.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace maillint {

/// A host that ends in a number and therefore can only be an IPv4 address (WHATWG URL 3.5):
/// "0x7f.1", "3221226219", "0300.0.02.01".
struct Ipv4Host {
  std::optional<std::uint32_t> address;  // nullopt: it is none, as "192.0.2.256" or "1.2.3.4.5"
  bool is_dotted_decimal = false;        // written as "192.0.2.1"
};

/// nullopt if `host` does not end in a number.
std::optional<Ipv4Host> parse_ipv4_host(std::string_view host);
/// "192.0.2.1"
std::string dotted_decimal(std::uint32_t address);

}  // namespace maillint
