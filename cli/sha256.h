// SHA-256 (FIPS 180-4), for the digests that show prints and hygiene remembers; signatures are not
// its business.
#pragma once

#include <string>
#include <string_view>

namespace maillint::cli {

/// The 32 octets of the digest.
std::string sha256_octets(std::string_view octets);
/// The same as 64 lower case hexadecimal digits.
std::string sha256(std::string_view octets);

}  // namespace maillint::cli
