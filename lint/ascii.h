// ASCII without a locale: the Turkish i must not change what a field name means.
#pragma once

#include <string>
#include <string_view>

namespace maillint::ascii {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alpha(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
constexpr bool is_alnum(char c) { return is_digit(c) || is_alpha(c); }
constexpr bool is_hex(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }
/// Of a hexadecimal digit (is_hex), 0 to 15.
constexpr unsigned hex_value(char c) {
  return static_cast<unsigned>(is_digit(c) ? c - '0' : lower(c) - 'a' + 10);
}
/// Space and horizontal tab: WSP of RFC 5234.
constexpr bool is_wsp(char c) { return c == ' ' || c == '\t'; }
/// WSP, CR and LF.
constexpr bool is_space(char c) { return is_wsp(c) || c == '\r' || c == '\n'; }
constexpr bool is_8bit(char c) { return static_cast<unsigned char>(c) >= 0x80; }
/// C0 and DEL, without the white space of is_space().
constexpr bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && !is_space(c)) || c == 0x7F;
}

constexpr bool equal(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}
constexpr bool starts_with(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equal(text.substr(0, prefix.size()), prefix);
}
constexpr bool ends_with(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && equal(text.substr(text.size() - suffix.size()), suffix);
}
/// Position of `needle` in `text` from `from` on, ignoring ASCII case; npos if absent.
std::size_t find(std::string_view text, std::string_view needle, std::size_t from = 0);
/// Position of the first octet above 127; npos if there is none.
std::size_t find_8bit(std::string_view text);
std::string to_lower(std::string_view text);
/// Without white space (is_space) at both ends.
constexpr std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace maillint::ascii
