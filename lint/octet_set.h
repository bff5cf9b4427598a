// A set of octets with a constant-time look-up: finding any of several in one pass.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace maillint {

class OctetSet {
 public:
  constexpr explicit OctetSet(std::string_view octets) {
    for (const char c : octets) add(c);
  }
  /// All octets that `belongs(char)` is true for.
  template <typename Predicate>
  requires std::is_invocable_r_v<bool, Predicate, char>
  constexpr explicit OctetSet(Predicate belongs) {
    for (std::size_t i = 0; i < has_.size(); ++i) has_[i] = belongs(static_cast<char>(i));
  }
  constexpr void add(char c) { has_[static_cast<unsigned char>(c)] = true; }
  constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }

  /// The first place from `from` on with an octet of the set; text.size() if there is none.
  constexpr std::size_t find(std::string_view text, std::size_t from = 0) const {
    while (from < text.size() && !has(text[from])) ++from;
    return from < text.size() ? from : text.size();
  }
  constexpr bool in(std::string_view text) const { return find(text) < text.size(); }

 private:
  std::array<bool, 256> has_{};
};

}  // namespace maillint
