// MD5 (RFC 1321), for Content-MD5: it guards against accidents, not against people.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace maillint {

class Md5 {
 public:
  void add(std::string_view octets);
  /// Ends the input.
  std::array<std::uint8_t, 16> digest();

 private:
  void block(const unsigned char* octets);

  std::array<std::uint32_t, 4> state_ = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
  std::array<unsigned char, 64> pending_{};
  std::uint64_t octets_ = 0;
};

}  // namespace maillint
