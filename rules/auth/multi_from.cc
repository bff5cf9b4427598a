// Rule auth-dmarc-multi-from-rejected: authors of several domains.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lint/web/domain.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 9989 5.3.1", "CVE-2019-16378"};

void check(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  const Mailbox* first = facts.author();
  if (first == nullptr) return;
  for (const AddressList& list : facts.address_lists()) {
    if (list.id != FieldId::from) continue;
    for (const Mailbox& mailbox : list.mailboxes) {
      if (&mailbox == first || mailbox.domain.empty() || first->domain.empty() ||
          mailbox.domain == first->domain)
        continue;
      if (organizational_domain(mailbox.domain) == facts.author_organization()) continue;
      // Several authors are legal with a Sender, and many receivers refuse them all the same.
      const bool is_one_field = list.field == message.find(FieldId::from);
      report.as(
          is_one_field && message.has(FieldId::sender) ? Severity::info : Severity::warning,
          mailbox.addr_spec_span,
          {.message = fmt::format("{} beside {}", mailbox.domain, first->domain), .evidence = {}});
      return;
    }
  }
}

}  // namespace

constinit const Rule auth_dmarc_multi_from_rejected{
    .id = "auth-dmarc-multi-from-rejected",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "From names authors of several domains",
    .why =
        "DMARC cannot say whose policy counts, so many receivers, Gmail among them, refuse the "
        "message.",
    .remedy = "Name one author in From, and the others in Cc or in the text.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
