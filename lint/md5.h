// MD5 (RFC 1321), for Content-MD5: it guards against accidents, not against people.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace maillint {

std::array<std::uint8_t, 16> md5(std::string_view octets);

}  // namespace maillint
