// Hashes of small texts: fast, the same on every machine, no defence against people who want them
// to collide.
#pragma once

#include <cstdint>
#include <string_view>

namespace maillint {

/// FNV-1a, 64 bits, an octet at a time.
class TextHash {
 public:
  void add(char c) { value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001B3; }
  void add(std::string_view text) {
    for (char c : text) add(c);
  }
  /// All bits depend on all octets (the finalizer of SplitMix64).
  std::uint64_t value() const { return mixed(value_); }

  static std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
  }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325;
};

}  // namespace maillint
