// The only file that includes mimetic.
#include "lint/mimetic_adapter.h"

#include <mimetic/codec/base64.h>

#include <iterator>

namespace maillint {

std::size_t decode_base64_digits(std::string_view digits, char* out) {
  mimetic::Base64::Decoder().process(digits.data(), digits.data() + digits.size(), out);
  const std::size_t rest = digits.size() % 4;
  return digits.size() / 4 * 3 + (rest == 0 ? 0 : rest - 1);
}

std::string encode_base64(std::string_view octets) {
  std::string text;
  mimetic::Base64::Encoder(0).process(octets.begin(), octets.end(), std::back_inserter(text));
  return text;
}

}  // namespace maillint
