// Complaints: abuse feedback reports (RFC 5965).
#pragma once

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/signs.h"
#include "lint/facts.h"
#include "lint/message.h"

namespace maillint::bounce {

/// A complaint without a feedback-report part: Microsoft's JMRP sends nothing but the message, with
/// the complaining mailbox in a field of it; Apple's Mail asks to be taken off a list. `recipients`
/// stays empty if it is none.
Feedback read_thin_complaint(const Message& message, const Signs& signs,
                             std::vector<Refusal>& recipients);

/// Reads the message/feedback-report part; type "" if there is none. Addresses that the report
/// names (Original-Rcpt-To) go to `recipients`.
Feedback read_feedback(const Message& message, const Facts& facts,
                       std::vector<Refusal>& recipients);

}  // namespace maillint::bounce
