// Complaints: abuse feedback reports (RFC 5965).
#pragma once

#include "lint/bounce/delivery_report.h"
#include "lint/facts.h"
#include "lint/message.h"

namespace maillint::bounce {

/// Reads the message/feedback-report part; type "" if there is none. Addresses that the report
/// names (Original-Rcpt-To) go to `recipients`.
Feedback read_feedback(const Message& message, const Facts& facts,
                       std::vector<Refusal>& recipients);

}  // namespace maillint::bounce
