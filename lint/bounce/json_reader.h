// JSON as a stream of values: the one place that knows the JSON library.
#pragma once

#include <string_view>

namespace maillint::bounce {

/// What is told while a JSON text is read. A value inside an array has the array's key.
class JsonSink {
 public:
  virtual ~JsonSink() = default;
  virtual void open(std::string_view key, bool is_array) = 0;
  virtual void close() = 0;
  /// A string, a number or a boolean as text.
  virtual void value(std::string_view key, std::string_view text) = 0;
};

/// Reads the first value that text holds; words after it do not matter. False if it is broken: what
/// stood before was told.
bool read_json(std::string_view text, JsonSink& sink);

/// Whether text is one JSON value and nothing else.
bool is_json(std::string_view text);

}  // namespace maillint::bounce
