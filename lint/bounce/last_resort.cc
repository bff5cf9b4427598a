// What the envelope tells about a bounce.
#include "lint/bounce/last_resort.h"

#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/lines.h"
#include "lint/bounce/wrapped_address.h"

namespace maillint::bounce {

std::string verp_recipient_of(const std::vector<std::string>& addresses) {
  for (const std::string& address : addresses) {
    std::string recipient = verp_recipient(address);
    if (!recipient.empty()) return recipient;
  }
  return {};
}

void add_last_resort(DeliveryReport& report, const std::string& listed, std::string_view subject) {
  if (!report.recipients.empty() || report.kind == ReportKind::success) return;
  const Original& original = report.original;
  std::string address = listed.empty() ? original.envelope_recipient : listed;
  if (address.empty() && original.recipients.size() == 1) address = original.recipients.front();
  FoundAddress found;
  if (address.empty() && next_address(subject, 0, found))
    address = subject.substr(found.begin, found.end - found.begin);
  if (address.empty()) return;
  Refusal refusal;
  if (!report.errors.empty()) {
    refusal = std::move(report.errors.front());
    report.errors.erase(report.errors.begin());
  }
  refusal.address = std::move(address);
  refusal.address_source = "original";
  refusal.action = report.kind == ReportKind::delay ? Action::delayed : Action::failed;
  if (refusal.span.empty()) refusal.span = original.span;
  report.recipients.push_back(std::move(refusal));
}

void note_listed(DeliveryReport& report, const std::string& listed) {
  if (report.recipients.size() != 1) return;
  Refusal& refusal = report.recipients.front();
  if (refusal.original_address.empty() && !ascii::equal(listed, refusal.address))
    refusal.original_address = listed;
}

}  // namespace maillint::bounce
