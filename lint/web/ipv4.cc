// IPv4 addresses in every notation that browsers take.
#include "lint/web/ipv4.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "lint/ascii.h"

namespace maillint {
namespace {

bool is_number(std::string_view label) {
  if (ascii::starts_with(label, "0x")) {
    return std::ranges::all_of(label.substr(2), ascii::is_hex);
  }
  return !label.empty() && std::ranges::all_of(label, ascii::is_digit);
}

/// "0x" is hexadecimal, a leading 0 octal; "0x" alone is 0. nullopt: no number, or above 32 bits.
std::optional<std::uint32_t> parse_number(std::string_view label) {
  if (label.empty()) return std::nullopt;
  int base = 10;
  if (ascii::starts_with(label, "0x")) {
    base = 16;
    label.remove_prefix(2);
  } else if (label.size() > 1 && label[0] == '0') {
    base = 8;
    label.remove_prefix(1);
  }
  std::uint32_t value = 0;
  if (label.empty()) return value;
  const auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), value, base);
  if (error != std::errc() || end != label.data() + label.size()) return std::nullopt;
  return value;
}

std::optional<std::uint32_t> parse_address(std::string_view host) {
  std::uint32_t address = 0;
  for (int place = 0; place < 4; ++place) {
    const std::size_t dot = host.find('.');
    const auto number = parse_number(host.substr(0, dot));
    if (!number) return std::nullopt;
    if (dot == std::string_view::npos) {
      // The last number fills all octets that are left: "127.1" is 127.0.0.1.
      const int bits = 8 * (4 - place);
      if (bits < 32 && (*number >> bits) != 0) return std::nullopt;
      return address | *number;
    }
    if (*number > 255) return std::nullopt;
    address |= *number << (24 - 8 * place);
    host.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Ipv4Host> parse_ipv4_host(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (!is_number(host.substr(host.rfind('.') + 1))) return std::nullopt;
  Ipv4Host result{.address = parse_address(host)};
  result.is_dotted_decimal = result.address && host == dotted_decimal(*result.address);
  return result;
}

std::string dotted_decimal(std::uint32_t address) {
  std::array<char, 3> digits{};
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) {
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), (address >> shift) & 0xFF).ptr;
    text.append(digits.data(), end);
    if (shift > 0) text += '.';
  }
  return text;
}

}  // namespace maillint
