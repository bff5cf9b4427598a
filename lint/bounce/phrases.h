// Many phrases looked for in one pass over a text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lint/ascii.h"

namespace maillint::bounce {

/// Phrases of at least two octets, ASCII letters in lower case; the text's case does not count.
template <std::size_t size>
class Phrases {
 public:
  constexpr explicit Phrases(const std::array<std::string_view, size>& phrases)
      : phrases_(phrases) {
    for (std::size_t k = size; k-- > 0;) {
      std::uint16_t& first = first_[slot(phrases_[k][0], phrases_[k][1])];
      next_[k] = first;
      first = static_cast<std::uint16_t>(k + 1);
    }
  }

  struct Match {
    std::size_t position = std::string_view::npos;
    std::size_t index = size;  // of the phrase
    bool found() const { return index < size; }
  };

  /// The first place where any phrase stands; of several there the first in the table.
  Match find(std::string_view text, std::size_t from = 0) const {
    const char* const octets = text.data();
    for (std::size_t i = from; i + 1 < text.size(); ++i) {
      std::uint16_t next = first_[slot(octets[i], octets[i + 1])];
      for (; next != 0; next = next_[next - 1]) {
        if (ascii::starts_with(text.substr(i), phrases_[next - 1]))
          return {i, next - std::size_t{1}};
      }
    }
    return {};
  }
  bool in(std::string_view text) const { return find(text).found(); }
  constexpr std::string_view operator[](std::size_t index) const { return phrases_[index]; }

 private:
  /// Of two octets; five bits of each, in which letters of both cases are alike.
  static constexpr std::size_t slot(char a, char b) {
    return (static_cast<unsigned char>(a) & 31u) << 5 | (static_cast<unsigned char>(b) & 31u);
  }

  std::array<std::string_view, size> phrases_;
  std::array<std::uint16_t, 1024> first_{};  // index + 1 of the first phrase that begins so
  std::array<std::uint16_t, size> next_{};   // and of the next one
};

}  // namespace maillint::bounce
