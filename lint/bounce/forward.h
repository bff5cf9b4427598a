// A mail that somebody passed on inside the text of his own.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "lint/bounce/lines.h"

namespace maillint::bounce {

/// What mail programs write above it: "From: ...", "Gesendet: ...", in any language.
struct Forward {
  std::string author;                  // "Mail Delivery System <MAILER-DAEMON@mx.b.example>"
  std::string subject;                 // "" if it has no label that is known here
  std::vector<std::string> addresses;  // of author and addressees, lower case
  std::size_t begin = 0;               // octet of the text where its own words begin
};

/// The notice of a mail system that the text passes on: the first one whose author is a mail
/// system, else the first one whose subject tells that mail failed or is late. Linear.
std::optional<Forward> find_forwarded_notice(const Text& text);

}  // namespace maillint::bounce
