// SHA-256, by OpenSSL. Its low-level functions: EVP would load providers, which a digest does not
// need.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "lint/sha256.h"

namespace maillint {

Sha256::Sha256() { SHA256_Init(&context_); }

void Sha256::add(std::string_view octets) {
  SHA256_Update(&context_, octets.data(), octets.size());
}

std::string Sha256::finish() {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256_Final(reinterpret_cast<unsigned char*>(digest.data()), &context_);
  return digest;
}

std::string sha256_octets(std::string_view octets) {
  Sha256 hash;
  hash.add(octets);
  return hash.finish();
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

}  // namespace maillint
