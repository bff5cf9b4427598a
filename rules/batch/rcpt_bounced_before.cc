// Rule batch-rcpt-bounced-before: a recipient is on the list of --suppressions.
#include <fmt/format.h>

#include <algorithm>

#include "rules/hygiene/event.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {
    "ALL-INKL.COM, Email error messages: recipients previously reported as unknown"};

void check(const AddressList& list, const Facts&, const Settings& settings,
           const Reporter& report) {
  if (settings.suppressions == nullptr) return;
  if (list.id != FieldId::to && list.id != FieldId::cc && list.id != FieldId::bcc) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    if (!mailbox.has_addr_spec()) continue;
    const std::string address = mailbox.address();
    if (!std::ranges::binary_search(*settings.suppressions, address_key(address))) continue;
    report(
        mailbox.addr_spec_span.empty() ? mailbox.span : mailbox.addr_spec_span,
        {.message = fmt::format("{} is on your suppression list", address), .evidence = address});
  }
}

}  // namespace

constinit const Rule batch_rcpt_bounced_before{
    .id = "batch-rcpt-bounced-before",
    .severity = Severity::error,
    .criterion = Criterion::list_hygiene,
    .summary = "A recipient bounced, complained or unsubscribed before",
    .why =
        "Providers count mail to addresses that they reported as unknown, and refuse the whole "
        "message or pause the sender.",
    .remedy = "Take the address off your list; maillint hygiene --release forgives it.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
