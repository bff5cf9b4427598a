// Rules from-display-other-address, from-display-equals-address: an address in the place of a name.
#include <fmt/core.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view other_references[] = {
    "ALL-INKL.COM, Email error messages: misleading sender names", "rspamd SPOOF_DISPLAY_NAME"};
constexpr std::string_view equals_references[] = {"rspamd FROM_DN_EQ_ADDR"};

bool is_address(const Mailbox& mailbox, const ShownAddress& shown) {
  return ascii::equal(mailbox.local_part, shown.local_part) &&
         ascii::equal(mailbox.domain, shown.domain);
}

/// Services and lists that write for someone say so: answers go to the address shown, or the name
/// ends with "via" and the service's own name.
bool speaks_openly(const Facts& facts, const Mailbox& author, const ShownAddress& shown) {
  if (const AddressList* reply_to = facts.addresses(FieldId::reply_to)) {
    const auto goes_there = [&](const Mailbox& m) { return is_address(m, shown); };
    if (std::ranges::any_of(reply_to->mailboxes, goes_there)) return true;
  }
  const std::size_t via = ascii::find(author.display_name, " via ");
  if (via == std::string_view::npos) return false;
  const std::string organization = organizational_domain(author.domain);
  const std::string_view label = std::string_view(organization).substr(0, organization.find('.'));
  return ascii::find(author.display_name, label, via) != std::string_view::npos;
}

void other_address(const AddressList& list, const Facts& facts, const Settings&,
                   const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    if (!mailbox.has_addr_spec() || mailbox.display_name.find('@') == std::string::npos) continue;
    const ShownAddress shown = find_shown_address(mailbox.display_name);
    if (shown.text.empty() || same_organization(shown.domain, mailbox.domain)) continue;
    if (is_list_mail(facts.message()) || speaks_openly(facts, mailbox, shown)) continue;
    report(span_in_display_name(facts.message(), mailbox, shown.text),
           {.message = fmt::format("the name shows {}, the message is from {}", shown.text,
                                   mailbox.address()),
            .evidence = std::string(shown.text)});
  }
}

void equals_address(const AddressList& list, const Facts&, const Settings&,
                    const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    if (mailbox.display_name.find('@') == std::string::npos) continue;
    const ShownAddress shown = find_shown_address(mailbox.display_name);
    if (shown.text.size() + 2 < mailbox.display_name.size() || !is_address(mailbox, shown))
      continue;
    report(mailbox.display_name_span, "the name is the address once more");
  }
}

}  // namespace

constinit const Rule from_display_other_address{
    .id = "from-display-other-address",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "The sender's name shows another address than the sender's",
    .why =
        "Most programs show the name only, so people take the message for one from the address in "
        "it. Filters reject this as forgery.",
    .remedy = "Put a name there, and no address; write from the address you want to show.",
    .references = other_references,
    .check = other_address,
};

constinit const Rule from_display_equals_address{
    .id = "from-display-equals-address",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "The sender's name is the address itself",
    .why = "It tells readers nothing new, and some filters count it.",
    .remedy = "Set your name in the account settings of the mail program.",
    .references = equals_references,
    .check = equals_address,
};

}  // namespace maillint::rules
