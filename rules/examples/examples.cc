// Looking up the examples that embed.cc packed.
#include "rules/examples/examples.h"

#include "rules/examples/packed.h"

namespace maillint {

std::optional<Example> example_of(std::string_view rule) {
  const auto cell = [](std::size_t row, std::size_t column) {
    const std::size_t at = row * examples::columns + column;
    const std::uint32_t begin = examples::offsets[at];
    return std::string_view(examples::cells).substr(begin, examples::offsets[at + 1] - begin);
  };
  std::size_t low = 0;
  for (std::size_t high = examples::rows; low < high;) {
    const std::size_t middle = low + (high - low) / 2;
    if (cell(middle, 0) < rule) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == examples::rows || cell(low, 0) != rule) return std::nullopt;
  return Example{.bad = cell(low, 1), .good = cell(low, 2)};
}

}  // namespace maillint
