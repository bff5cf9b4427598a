// The salutation of a letter, and whom it names.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "lint/ascii.h"

namespace maillint {

/// Calls `visit(line, begin of the line in the text)` for the first lines that are not empty: a
/// salutation stands near the top, below what newsletters begin with.
template <typename Visit>
void for_each_first_line(std::string_view text, Visit visit) {
  constexpr std::size_t lines_read = 40;
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin < text.size() && lines < lines_read;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = ascii::trim(text.substr(begin, end - begin));
    if (!line.empty()) {
      ++lines;
      visit(line, static_cast<std::size_t>(line.data() - text.data()));
    }
    begin = end + 1;
  }
}

/// Length of a salutation at the begin of a line ("Dear", "Sehr geehrte Frau"), 0 if there is none.
std::size_t salutation_length(std::string_view line);

/// What follows the salutation and a title.
struct Addressee {
  std::size_t begin = 0;     // in the line
  bool after_space = false;  // before the mark that ends the salutation
  bool expected = false;     // a name must follow: "Dear", "Mr."
};
Addressee addressee(std::string_view line, std::size_t salutation);

/// Length of "[Name]", "{name}", "<<Name>>", "<Name>" or "$name" at the begin of `rest`, 0 if there
/// is none.
std::size_t bracketed_word(std::string_view rest);

}  // namespace maillint
