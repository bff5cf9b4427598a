// Delivery lines of mail logs: Postfix, Exim, Sendmail, qmail, OpenSMTPD, and tables.
#pragma once

#include <cstddef>
#include <vector>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

struct MailLog {
  std::vector<Refusal> refusals;
  std::vector<Refusal> deliveries;  // what a server took: address and span
  std::size_t lines = 0;            // that are delivery lines, refused or not
  std::string_view mta;             // of the first of them: "postfix", "exim", "sendmail"
  std::size_t first_line = 0;       // its index
  bool cut = false;                 // more was told than is kept
  std::size_t others = 0;           // lines of logs that tell of no mail
};

/// Tables with a head: PowerMTA, Exchange message tracking, exports of services. False if the text
/// is none.
bool read_csv_log(const Text& text, const std::vector<Line>& lines, MailLog& log);

/// What mailq and postqueue -p print. False if the text is none.
bool read_queue_list(const Text& text, const std::vector<Line>& lines, MailLog& log);

MailLog read_log(const Text& text, const std::vector<Line>& lines);

}  // namespace maillint::bounce
