// SHA-256 (FIPS 180-4): body hashes of signatures, and the digests that show prints and hygiene
// remembers.
#pragma once

#include <openssl/sha.h>

#include <string>
#include <string_view>

namespace maillint {

/// Takes octets piece by piece. A copy goes on by itself.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view octets);
  /// The 32 octets of the digest of all that was added; nothing may be added afterwards.
  std::string finish();

 private:
  SHA256_CTX context_;
};

/// The 32 octets of the digest.
std::string sha256_octets(std::string_view octets);
/// The same as 64 lower case hexadecimal digits.
std::string sha256(std::string_view octets);

}  // namespace maillint
