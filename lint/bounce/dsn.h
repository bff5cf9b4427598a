// The machine-readable part of a delivery status notification (RFC 3464).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

struct StatusReport {
  std::string reporting_mta;  // as written
  std::string arrival_date;   // as written
  std::string original_recipient_of_message;
  std::vector<Refusal> recipients;
  bool recovered = false;  // fields stood outside of their form
  bool truncated = false;  // more recipients than are kept
};

/// Recipients that are kept of one report.
inline constexpr std::size_t recipient_limit = 50'000;

/// Whether text holds a line that begins with Final-Recipient: or Original-Recipient:, also
/// indented or quoted.
bool has_status_fields(std::string_view text);

/// Reads every group of fields; text around them is passed over, so that a report inline in prose
/// is read too. Quoting ("> ") is undone.
StatusReport read_status_report(const Text& text);

}  // namespace maillint::bounce
