// The text and the HTML of a multipart/alternative.
#pragma once

#include <cstdint>
#include <vector>

#include "rules/mime/part.h"

namespace maillint::rules {

/// One multipart/alternative of the message itself, with the texts that it offers for choice.
struct Alternative {
  std::uint32_t part = 0;
  std::vector<const TextBody*> plain;  // in order
  std::vector<const TextBody*> html;
  bool has_other_text = false;  // text/enriched, text/markdown...: something to read without HTML
};

/// All of them, outer ones first; a text belongs to the innermost one around it.
std::vector<Alternative> alternatives_of(const Message& message, const Facts& facts);

/// Whether a reader sees nothing: white space, no-break and zero-width spaces.
bool is_blank(std::string_view text);

}  // namespace maillint::rules
