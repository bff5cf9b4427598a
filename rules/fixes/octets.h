// Fixes of octets and lines, whatever they mean.
#pragma once

#include <vector>

#include "lint/rule.h"

namespace maillint::rules {

/// Takes the octets of the place out.
std::vector<Edit> remove_place(const Finding& finding, const Facts& facts);
/// Takes the line out that the place is, with its line end.
std::vector<Edit> remove_line(const Finding& finding, const Facts& facts);
/// LF becomes CRLF at the place, and in the header where all its lines end so, or in the lines of
/// the body behind it.
std::vector<Edit> end_header_lines(const Finding& finding, const Facts& facts);
std::vector<Edit> end_body_lines(const Finding& finding, const Facts& facts);
/// Breaks a line of the header before white space.
std::vector<Edit> fold_line(const Finding& finding, const Facts& facts);
/// Breaks a line of base64 after 76 characters.
std::vector<Edit> break_base64(const Finding& finding, const Facts& facts);

}  // namespace maillint::rules
