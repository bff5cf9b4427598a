// Reads any kind of report: decides whether it is a mail or plain text.
#include "lint/bounce/delivery_report.h"

#include <optional>
#include <utility>

#include "lint/bounce/mail_reader.h"
#include "lint/bounce/merge.h"
#include "lint/bounce/original.h"
#include "lint/bounce/plaintext.h"
#include "lint/bounce/reply.h"
#include "lint/bounce/signs.h"
#include "lint/bounce/texts.h"
#include "lint/bounce/wrapped_address.h"

namespace maillint {

using namespace bounce;

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Whom an address that holds another one was meant for.
void unwrap(std::vector<Refusal>& recipients) {
  for (Refusal& refusal : recipients) {
    if (refusal.original_address.empty() && refusal.address.find_first_of("=-") != npos)
      refusal.original_address = unwrap_address(refusal.address);
  }
}

DeliveryReport read_text(const Message& message) {
  DeliveryReport report;
  const std::size_t begin = message.octets().starts_with(byte_order_mark) ? 3 : 0;
  const Text text = raw_text(message, span_of(begin, message.octets().size()), 0);
  std::size_t original_begin = std::string_view::npos;
  read_plain_text(text, report, original_begin);
  if (report.from_events) return report;
  const bool is_log = report.kind == ReportKind::log;
  RecipientList recipients(is_log ? Accounts::of_one_each : Accounts::of_one_message);
  for (Refusal& refusal : report.recipients) {
    std::optional<Refusal> other = recipients.add(std::move(refusal));
    if (other && is_log) report.repeats.push_back(std::move(*other));
  }
  report.recipients = std::move(recipients.all());
  if (report.kind == ReportKind::bounce) {
    if (!report.recipients.empty()) report.kind = kind_of(report.recipients);
    report.generator = find_generator(message, text.text);
    if (original_begin != std::string_view::npos)
      report.original = read_original_text(message, text, original_begin);
  }
  return report;
}

}  // namespace

DeliveryReport read_delivery_report(const Message& message, const Facts& facts) {
  const bool is_text = is_plain_text(message);
  DeliveryReport report = is_text ? read_text(message) : read_mail(message, facts);
  if (!is_text && message.octets().starts_with(byte_order_mark))
    report.warnings.emplace_back("a byte order mark stands before the first field: ignored");
  unwrap(report.recipients);
  unwrap(report.repeats);
  return report;
}

}  // namespace maillint
