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
      const std::string_view phrase = phrases_[k];
      const std::size_t bit = slot(phrase[0], phrase[1]);
      filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
      first_[static_cast<unsigned char>(phrase[0])] = true;
      first_[static_cast<unsigned char>(ascii::upper(phrase[0]))] = true;
      next_[k] = chains_[bit % chains_.size()];
      chains_[bit % chains_.size()] = static_cast<std::uint16_t>(k + 1);
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
      if (!first_[static_cast<unsigned char>(octets[i])]) continue;
      const std::size_t bit = slot(ascii::lower(octets[i]), ascii::lower(octets[i + 1]));
      if ((filter_[bit / 64] >> (bit % 64) & 1) == 0) continue;
      const std::string_view rest = text.substr(i);
      for (std::uint16_t next = chains_[bit % chains_.size()]; next != 0; next = next_[next - 1]) {
        if (ascii::starts_with(rest, phrases_[next - 1])) return {i, next - std::size_t{1}};
      }
    }
    return {};
  }
  bool in(std::string_view text) const { return find(text).found(); }
  constexpr std::string_view operator[](std::size_t index) const { return phrases_[index]; }

 private:
  static constexpr std::size_t slot(char a, char b) {
    return (static_cast<unsigned char>(a) * 37u + static_cast<unsigned char>(b)) % 1024;
  }

  std::array<std::string_view, size> phrases_;
  std::array<std::uint64_t, 16> filter_{};
  std::array<bool, 256> first_{};
  std::array<std::uint16_t, 64> chains_{};  // index + 1 of the first phrase with such a slot
  std::array<std::uint16_t, size> next_{};  // and of the next one
};

}  // namespace maillint::bounce
