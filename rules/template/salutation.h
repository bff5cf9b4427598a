// The salutation of a letter, and whom it names.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace maillint {

/// Length of a salutation at the begin of a line ("Dear", "Sehr geehrte Frau"), 0 if there is none.
std::size_t salutation_length(std::string_view line);

/// A line that begins with a salutation, without white space around it.
struct SalutationLine {
  std::size_t at = 0;
  std::size_t size = 0;
  std::size_t salutation = 0;  // octets
};
/// Of the first lines of a visible text that are not empty: a salutation stands near the top, below
/// what newsletters begin with. Valid until the next call.
const std::vector<SalutationLine>& salutations(std::string_view text);

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
