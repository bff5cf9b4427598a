// Fuzz target: explain() on any octets.
#include <cstddef>
#include <cstdint>
#include <string>

#include "rules/maillint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  maillint::Options options;
  options.now_given = true;
  const std::string octets(reinterpret_cast<const char*>(data), size);
  (void)maillint::explain({.path = "fuzz", .octets = octets, .origin = {}}, options);
  return 0;
}
