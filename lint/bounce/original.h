// The message that a report returns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"
#include "lint/facts.h"
#include "lint/message.h"

namespace maillint::bounce {

/// The first message/rfc822 or text/rfc822-headers part, also base64-encoded; source "none" if
/// there is no such part. Parts below `root` only.
Original find_original_part(const Message& message, const Facts& facts);

/// The beginning of the message that came back as a part, "" if none did.
std::string_view attached_header(const Message& message);

/// The message that stands in text from `begin` on, quoting ("> ") undone where it is quoted.
/// Source "none" if that is no header section.
Original read_original_text(const Message& message, const Text& text, std::size_t begin);

/// The addressees in fields that a notice quotes among its words: indented, with a subject beside
/// them.
std::vector<std::string> quoted_recipients(const Text& text);

/// Index of a nested message that is itself a report (a bounce forwarded as attachment), no_part if
/// there is none.
std::uint32_t find_nested_report(const Message& message);

}  // namespace maillint::bounce
