// Rule recipient-to-equals-from: the only visible recipient is the author.
#include <string>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"SpamAssassin TO_EQ_FM_*"};

void check(const AddressList& list, const Facts& facts, const Settings&, const Reporter& report) {
  if (list.id != FieldId::to || list.mailboxes.size() != 1) return;
  const Mailbox* author = facts.author();
  const Mailbox& to = list.mailboxes.front();
  if (author == nullptr || facts.message().has(FieldId::cc)) return;
  if (to.domain != author->domain || !ascii::equal(to.local_part, author->local_part)) return;
  report(to.addr_spec_span, "To and From are the same address");
}

}  // namespace

constinit const Rule recipient_to_equals_from{
    .id = "recipient-to-equals-from",
    .severity = Severity::info,
    .criterion = Criterion::recipients,
    .summary = "To and From are the same address",
    .why = "Spam and mailings to hidden recipients look like that, so filters score it.",
    .remedy = "Address the people it is for; fine for a note to yourself.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
