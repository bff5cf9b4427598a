// Reads a message that has a header: a bounce, a complaint, an automatic reply, an ordinary mail.
#pragma once

#include <cstdint>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"
#include "lint/facts.h"
#include "lint/message.h"

namespace maillint::bounce {

DeliveryReport read_mail(const Message& message, const Facts& facts);

/// Octets of a message as they stand.
Text raw_text(const Message& message, Span span, std::uint32_t part);

}  // namespace maillint::bounce
