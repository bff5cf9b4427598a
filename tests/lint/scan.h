// A message from octets, for tests.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "lint/message.h"
#include "lint/source.h"

namespace maillint {

inline std::unique_ptr<Message> scan(std::string_view octets) {
  return std::make_unique<Message>(std::make_unique<Source>("x.eml", std::string(octets)));
}

/// `text` with each LF replaced.
inline std::string with_line_end(std::string_view text, std::string_view line_end) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += line_end;
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace maillint
