// Reads any kind of report: decides whether it is a mail or plain text.
#include "lint/bounce/delivery_report.h"

#include <utility>

#include "lint/bounce/mail_reader.h"
#include "lint/bounce/merge.h"
#include "lint/bounce/original.h"
#include "lint/bounce/plaintext.h"
#include "lint/bounce/reply.h"
#include "lint/bounce/signs.h"

namespace maillint {

using namespace bounce;

DeliveryReport read_delivery_report(const Message& message, const Facts& facts) {
  if (!is_plain_text(message)) return read_mail(message, facts);
  DeliveryReport report;
  const Text text = raw_text(message, span_of(0, message.octets().size()), 0);
  std::size_t original_begin = std::string_view::npos;
  read_plain_text(text, report, original_begin);
  RecipientList recipients;
  for (Refusal& refusal : report.recipients) recipients.add(std::move(refusal));
  report.recipients = std::move(recipients.all());
  if (report.kind == ReportKind::bounce) {
    report.kind = kind_of(report.recipients);
    report.generator = find_generator(message, text.text);
    if (original_begin != std::string_view::npos)
      report.original = read_original_text(message, text, original_begin);
  }
  return report;
}

}  // namespace maillint
