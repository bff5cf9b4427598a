// Fixes of text in the header: letters become encoded-words, faulty encoded-words good ones.
#pragma once

#include <vector>

#include "lint/rule.h"

namespace maillint::rules {

/// Encodes the words of the Subject that hold such letters, what stands between them, and
/// encoded-words beside them. Only UTF-8, whose letters are not guessed.
std::vector<Edit> encode_subject(const Finding& finding, const Facts& facts);
/// Encodes the display names and comments of that address list that hold such letters, all of them
/// or none: of UTF-8, or of any charset, read as Windows-1252 where it is no UTF-8.
std::vector<Edit> encode_names(const Finding& finding, const Facts& facts);
std::vector<Edit> encode_guessed_names(const Finding& finding, const Facts& facts);
/// Splits an encoded-word that is too long.
std::vector<Edit> split_word(const Finding& finding, const Facts& facts);
/// Writes spaces in an encoded-word of the Q encoding as "_".
std::vector<Edit> code_spaces(const Finding& finding, const Facts& facts);
/// Takes the field out that holds the place.
std::vector<Edit> remove_field(const Finding& finding, const Facts& facts);

}  // namespace maillint::rules
