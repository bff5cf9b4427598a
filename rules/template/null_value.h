// What programs print for a value that they do not have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace maillint {

/// "undefined", "null", "None", "NaN", "[object Object]"... at the begin of `text`: its length, 0
/// if there is none. "Null" is a family name, "nil" counts in lower case only.
std::size_t null_value_length(std::string_view text);

struct NullValue {
  enum class Kind : std::uint8_t {
    plain,     // the word, which may be meant
    labelled,  // "Order number: undefined", "order #null", "your order undefined"
    object,    // "[object Object]", "undefined undefined"
  };
  std::size_t begin = 0;
  std::size_t end = 0;
  Kind kind = Kind::plain;
  explicit operator bool() const { return end > begin; }
};

/// The next such value in running text from `from` on; linear.
NullValue find_null_value(std::string_view text, std::size_t from);

/// Whether `line` ends with a word for what numbers, names and amounts are asked for ("Order
/// no.:").
bool ends_with_label(std::string_view line);

}  // namespace maillint
