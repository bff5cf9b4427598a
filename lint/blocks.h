// Octets found and counted many at a time, with the vectors of GCC and Clang.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace maillint {

/// One octet or a row of them; of a comparison, non-zero where it holds.
template <typename T>
struct Octets {
  T value;

  friend Octets operator==(Octets a, char b) { return {T(a.value == octet(b))}; }
  friend Octets operator<(Octets a, char b) { return {T(a.value < octet(b))}; }
  friend Octets operator>=(Octets a, char b) { return {T(a.value >= octet(b))}; }
  friend Octets operator|(Octets a, Octets b) { return {T(a.value | b.value)}; }
  friend Octets operator&(Octets a, Octets b) { return {T(a.value & b.value)}; }
  /// Letters of both cases alike, and some other octets.
  Octets folded() const { return {T(value | octet(0x20))}; }

 private:
  static constexpr unsigned char octet(char c) { return static_cast<unsigned char>(c); }
};

using OctetRow [[gnu::vector_size(16)]] = unsigned char;

/// Of a comparison, a bit for each octet, that of the first one lowest.
inline std::uint32_t bits(Octets<OctetRow> test) {
#ifdef __SSE2__
  __m128i row;
  std::memcpy(&row, &test.value, sizeof row);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(row));
#else
  std::uint32_t result = 0;
  for (unsigned i = 0; i < sizeof(OctetRow); ++i) result |= (test.value[i] != 0 ? 1u : 0u) << i;
  return result;
#endif
}

inline bool any(Octets<unsigned char> test) { return test.value != 0; }
inline bool any(Octets<OctetRow> test) {
  std::uint64_t halves[2];
  std::memcpy(halves, &test.value, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

/// The octets at a place, and `offset` further.
template <typename T>
struct OctetsAt {
  const char* place;
  Octets<T> operator()(std::ptrdiff_t offset) const {
    Octets<T> octets;
    std::memcpy(&octets.value, place + offset, sizeof octets.value);
    return octets;
  }
};

/// The first i of [from, size) where test(at) holds, at(0) being octets[i]; size if there is none.
/// `test` is written for any Octets: "[](auto at) { return (at(0) == 'a') & (at(1) == 'b'); }". It
/// looks at none before at(0).
template <typename Test>
std::size_t find_in_blocks(const char* octets, std::size_t size, std::size_t from, Test test) {
  constexpr std::size_t row = sizeof(OctetRow);
  const auto row_at = [&](std::size_t i) { return test(OctetsAt<OctetRow>{octets + i}); };
  std::size_t i = from;
  for (; i + 4 * row <= size; i += 4 * row) {
    if (any((row_at(i) | row_at(i + row)) | (row_at(i + 2 * row) | row_at(i + 3 * row)))) break;
  }
  for (; i + row <= size; i += row) {
    const auto found = row_at(i);
    if (any(found)) return i + static_cast<std::size_t>(std::countr_zero(bits(found)));
  }
  if (i < size && size >= row) {  // the last row, without what was looked at already
    const std::uint32_t found = bits(row_at(size - row)) >> (i - (size - row));
    return found == 0 ? size : i + static_cast<std::size_t>(std::countr_zero(found));
  }
  for (; i < size; ++i) {
    if (any(test(OctetsAt<unsigned char>{octets + i}))) return i;
  }
  return size;
}

/// The same in `text`, where `test` looks at `width` octets from a place on.
template <std::size_t width, typename Test>
std::size_t find_in_text(std::string_view text, std::size_t from, Test test) {
  if (text.size() < width) return text.size();
  const std::size_t places = text.size() - (width - 1);
  const std::size_t at = find_in_blocks(text.data(), places, from, test);
  return at < places ? at : text.size();
}

/// A bit for each of the 64 octets from `octets` on, set where test(at) holds.
template <typename Test>
std::uint64_t bits_of_64(const char* octets, Test test) {
  std::uint64_t result = 0;
  for (unsigned i = 0; i < 64; i += sizeof(OctetRow))
    result |= std::uint64_t{bits(test(OctetsAt<OctetRow>{octets + i}))} << i;
  return result;
}

/// How many octets are `c`.
inline std::size_t count_octets(std::string_view text, char c) {
  std::size_t count = 0;
  while (!text.empty()) {
    // Counted in an octet, so not too many: compilers make vector code of this.
    const std::string_view piece = text.substr(0, 240);
    std::uint8_t few = 0;
    for (const char octet : piece) few = static_cast<std::uint8_t>(few + (octet == c ? 1 : 0));
    count += few;
    text.remove_prefix(piece.size());
  }
  return count;
}

}  // namespace maillint
