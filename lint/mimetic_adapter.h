// What maillint takes from mimetic, in one place: its readers trust their input more than mail
// deserves.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace maillint {

/// Decodes base64 to `out`, which has room for three octets for each four of `digits`. Only octets
/// of the alphabet (no padding, no line ends) may be given: mimetic's decoder indexes its table
/// with others out of bounds. Two or three digits that are left at the end give one or two octets.
/// Returns the number of octets written.
std::size_t decode_base64_digits(std::string_view digits, char* out);

/// Padded, in one line.
std::string encode_base64(std::string_view octets);

}  // namespace maillint
