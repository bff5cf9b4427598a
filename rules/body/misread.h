// UTF-8 whose octets were read as characters of Latin-1 or windows-1252.
#pragma once

#include <cstddef>
#include <string_view>

namespace maillint {

struct MisreadCharacter {
  std::size_t length = 0;   // octets of the text; 0 if there is none
  char32_t meant = 0;       // the character that was meant
  std::size_t letters = 0;  // characters that stand for it
};

/// One character of UTF-8 at text[at] whose octets were read one by one: "Ã¼" for "ü".
MisreadCharacter misread_at(std::string_view text, std::size_t at);

}  // namespace maillint
