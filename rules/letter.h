// A text for the people who can help: the provider's support, or the other side's postmaster.
#pragma once

#include <string>

#include "lint/settings.h"
#include "rules/report.h"

namespace maillint {

struct LetterOptions {
  Language language = Language::en;
  /// Otherwise local-parts of recipients are left out, also where the reply quotes them.
  bool with_recipients = false;
};

/// Plain text, wrapped by nobody: lines of the reply stay whole. UTF-8, with octets of the message
/// as they are: the caller escapes them on the way out. "" if the report holds no refusal.
std::string letter(const Report& report, const LetterOptions& options);

}  // namespace maillint
