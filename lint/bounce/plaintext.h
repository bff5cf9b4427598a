// Text without a header: a reply, a client's dialog, a transcript, a log, a pasted bounce.
#pragma once

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"
#include "lint/message.h"

namespace maillint::bounce {

/// Whether the message is no mail but text that was saved or pasted.
bool is_plain_text(const Message& message);

/// Whether text is data or a log of something else: sentences in it are no server's words.
bool is_data(std::string_view text);

/// Sets kind, recipients, errors, generator of the report. `original_begin` is where a returned
/// message begins in the text, npos if there is none.
void read_plain_text(const Text& text, DeliveryReport& report, std::size_t& original_begin);

}  // namespace maillint::bounce
