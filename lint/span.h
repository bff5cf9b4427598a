// Places in a message: octet ranges of the source, and of text decoded from it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace maillint {

/// Octets [begin, end) of Source::octets(), from 0. A message holds at most 256 MiB, so 32 bits do.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::size_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  friend constexpr bool operator==(const Span&, const Span&) = default;
};

/// A Span from sizes; both must fit 32 bits, which limits::message_octets guarantees.
constexpr Span span_of(std::size_t begin, std::size_t end) {
  return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// Line and column as people count them: from 1, columns in octets.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;

  friend constexpr bool operator==(const Position&, const Position&) = default;
};

}  // namespace maillint
