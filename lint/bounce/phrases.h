// Many phrases looked for in one pass over a text.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lint/ascii.h"

namespace maillint::bounce {

/// Phrases of at least two octets, ASCII letters in lower case; the text's case does not count.
///
/// Where every phrase is longer than a run of four octets, only one run in a few is looked at: a
/// phrase that begins between two of them holds the second one whole.
template <std::size_t size>
class Phrases {
 public:
  constexpr explicit Phrases(const std::array<std::string_view, size>& phrases)
      : phrases_(phrases) {
    for (const std::string_view phrase : phrases_) shortest_ = std::min(shortest_, phrase.size());
    if (shortest_ > run_octets) stride_ = shortest_ - run_octets + 1;
    for (std::size_t k = size; k-- > 0;) {
      std::uint16_t& first = first_[slot(phrases_[k][0], phrases_[k][1])];
      next_[k] = first;
      first = static_cast<std::uint16_t>(k + 1);
      for (std::size_t i = 0; stride_ > 1 && i < stride_; ++i) {
        const std::uint32_t run = run_at(phrases_[k].data() + i);
        runs_[run / 64] |= std::uint64_t{1} << run % 64;
      }
    }
  }

  struct Match {
    std::size_t position = std::string_view::npos;
    std::size_t index = size;  // of the phrase
    bool found() const { return index < size; }
  };

  /// The first place where any phrase stands; of several there the first in the table.
  Match find(std::string_view text, std::size_t from = 0) const {
    if (stride_ == 1) {
      for (std::size_t i = from; i + 1 < text.size(); ++i) {
        if (const std::size_t index = phrase_at(text, i); index < size) return {i, index};
      }
      return {};
    }
    for (std::size_t i = from; i + shortest_ <= text.size(); i += stride_) {
      if (!is_run(text.data() + i + stride_ - 1)) continue;
      for (std::size_t k = i; k < i + stride_; ++k) {
        if (const std::size_t index = phrase_at(text, k); index < size) return {k, index};
      }
    }
    return {};
  }
  bool in(std::string_view text) const { return find(text).found(); }
  constexpr std::string_view operator[](std::size_t index) const { return phrases_[index]; }

 private:
  static constexpr std::size_t run_octets = 4;
  static constexpr unsigned run_bits = 13;

  /// Of two octets; five bits of each, in which letters of both cases are alike.
  static constexpr std::size_t slot(char a, char b) {
    return (static_cast<unsigned char>(a) & 31u) << 5 | (static_cast<unsigned char>(b) & 31u);
  }
  /// Of four octets; the same bits of each, hashed.
  static constexpr std::uint32_t run_at(const char* octets) {
    const auto octet = [octets](unsigned i) {
      return std::uint32_t{static_cast<unsigned char>(octets[i])} << 8 * i;
    };
    const std::uint32_t run = octet(0) | octet(1) | octet(2) | octet(3);
    return (run & 0x1F1F1F1Fu) * 0x9E3779B1u >> (32 - run_bits);
  }
  bool is_run(const char* octets) const {
    const std::uint32_t run = run_at(octets);
    return (runs_[run / 64] >> run % 64 & 1) != 0;
  }
  /// Index of the first phrase that stands at position k, at least one octet before the end; `size`
  /// if none does.
  std::size_t phrase_at(std::string_view text, std::size_t k) const {
    std::size_t next = first_[slot(text[k], text[k + 1])];
    while (next != 0 && !ascii::starts_with(text.substr(k), phrases_[next - 1]))
      next = next_[next - 1];
    return next == 0 ? size : next - 1;
  }

  std::array<std::string_view, size> phrases_;
  std::size_t shortest_ = 0xFFFF;
  std::size_t stride_ = 1;                                   // octets from one run to the next
  std::array<std::uint64_t, (1u << run_bits) / 64> runs_{};  // those that phrases hold
  std::array<std::uint16_t, 1024> first_{};  // index + 1 of the first phrase that begins so
  std::array<std::uint16_t, size> next_{};   // and of the next one
};

}  // namespace maillint::bounce
