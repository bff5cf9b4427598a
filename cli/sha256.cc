// SHA-256, by OpenSSL. Its low-level functions: EVP would load providers, which no digest for
// people needs.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "cli/sha256.h"

#include <openssl/sha.h>

#include <array>

namespace maillint::cli {

std::string sha256_octets(std::string_view octets) {
  SHA256_CTX context;
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256_Init(&context);
  SHA256_Update(&context, octets.data(), octets.size());
  SHA256_Final(digest.data(), &context);
  return {digest.begin(), digest.end()};
}

std::string sha256(std::string_view octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : sha256_octets(octets)) {
    const auto octet = static_cast<unsigned char>(c);
    text += digits[octet >> 4];
    text += digits[octet & 15];
  }
  return text;
}

}  // namespace maillint::cli
