// The texts of a message that the readers of bounces look at.
#pragma once

#include <cstdint>

#include "lint/bounce/lines.h"
#include "lint/facts.h"
#include "lint/message.h"

namespace maillint::bounce {

/// The octets of `span` as they stand in the message.
Text raw_text(const Message& message, Span span, std::uint32_t part);

Text text_of(const DecodedText& decoded, std::uint32_t part);

/// What a client shows of a text body.
Text text_of(const Message& message, const TextBody& body);

}  // namespace maillint::bounce
