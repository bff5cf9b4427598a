// JSON numbers, and strings that are cut.
#include "cli/render/json_writer.h"

#include <algorithm>
#include <cmath>

#include "cli/render/places.h"

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

JsonWriter& JsonWriter::clipped_member(std::string_view name, std::string_view text,
                                       std::size_t octets) {
  if (text.size() <= octets) return member(name, text);
  return member(name, clipped(text, octets));
}

}  // namespace maillint::cli
