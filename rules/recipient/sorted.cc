// Rule recipient-sorted: the recipients stand in alphabetical order.
#include <fmt/format.h>

#include <tuple>

#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"SpamAssassin SORTED_RECIPS"};

constexpr std::size_t sorted = 8;

void check(const AddressList& list, const Facts&, const Settings&, const Reporter& report) {
  if (list.id != FieldId::to && list.id != FieldId::cc) return;
  if (list.mailboxes.size() < sorted) return;
  const auto in_order = [](const Mailbox& a, const Mailbox& b) {
    return std::tie(a.local_part, a.domain) < std::tie(b.local_part, b.domain);
  };
  for (std::size_t i = 1; i < list.mailboxes.size(); ++i) {
    if (!in_order(list.mailboxes[i - 1], list.mailboxes[i])) return;
  }
  report(Span{list.mailboxes.front().span.begin, list.mailboxes.back().span.end},
         fmt::format("{} addresses in alphabetical order", list.mailboxes.size()));
}

}  // namespace

constinit const Rule recipient_sorted{
    .id = "recipient-sorted",
    .severity = Severity::info,
    .criterion = Criterion::recipients,
    .summary = "Recipients in alphabetical order",
    .why = "It looks like a harvested list, and some filters score it.",
    .remedy = "Send to many people through list software, a message for each.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
