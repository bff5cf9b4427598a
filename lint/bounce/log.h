// Delivery lines of mail logs: Postfix, Exim, Sendmail.
#pragma once

#include <cstddef>
#include <vector>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

struct MailLog {
  std::vector<Refusal> refusals;
  std::size_t lines = 0;       // that are delivery lines, refused or not
  std::string_view mta;        // of the first of them: "postfix", "exim", "sendmail"
  std::size_t first_line = 0;  // its index
};

MailLog read_log(const Text& text, const std::vector<Line>& lines);

}  // namespace maillint::bounce
