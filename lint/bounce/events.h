// Events that mail services post as JSON: SES and SNS, SendGrid, Mailgun, Postmark, SparkPost and
// their like; one event, an array of them, or several of either after each other.
#pragma once

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

/// False if the text is no JSON that holds such events. Sets kind, generator, recipients, errors,
/// feedback and what is said about the original.
bool read_events(const Text& text, DeliveryReport& report);

}  // namespace maillint::bounce
