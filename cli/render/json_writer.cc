// JSON numbers.
#include "cli/render/json_writer.h"

#include <algorithm>
#include <cmath>

namespace maillint::cli {

JsonWriter& JsonWriter::value(double number) {
  // Fixed point by hand: independent of locales, and the same on every machine.
  const auto thousandths =
      static_cast<unsigned long long>(std::llround(std::clamp(std::abs(number), 0.0, 1e12) * 1000));
  comma();
  if (number < 0 && thousandths != 0) out_ += '-';
  out_ += std::to_string(thousandths / 1000);
  if (const unsigned long long rest = thousandths % 1000; rest != 0) {
    out_ += '.';
    out_ += static_cast<char>('0' + rest / 100);
    if (rest % 100 != 0) out_ += static_cast<char>('0' + rest / 10 % 10);
    if (rest % 10 != 0) out_ += static_cast<char>('0' + rest % 10);
  }
  return *this;
}

}  // namespace maillint::cli
