// MD5, by OpenSSL. Its low-level function: EVP would load providers.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "lint/md5.h"

#include <openssl/md5.h>

namespace maillint {

std::array<std::uint8_t, 16> md5(std::string_view octets) {
  std::array<std::uint8_t, MD5_DIGEST_LENGTH> digest{};
  MD5(reinterpret_cast<const unsigned char*>(octets.data()), octets.size(), digest.data());
  return digest;
}

}  // namespace maillint
