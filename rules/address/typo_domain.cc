// Rule address-typo-domain: a domain that is probably a mistyped provider.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {
    "ALL-INKL.COM, Email error messages: correct any possible typos"};

/// The domain as it stands, or the whole address where comments or spaces are in it.
Span domain_span(const Mailbox& mailbox, const Message& message) {
  const Span spec = mailbox.addr_spec_span;
  if (!ascii::ends_with(message.text(spec), mailbox.domain)) return spec;
  return span_of(spec.end - mailbox.domain.size(), spec.end);
}

void check(const AddressList& list, const Facts& facts, const Settings&, const Reporter& report) {
  for (const Mailbox& mailbox : list.mailboxes) {
    if (mailbox.domain.empty()) continue;
    const auto meant = lists::typo_of(mailbox.domain);
    if (!meant) continue;
    report(domain_span(mailbox, facts.message()),
           fmt::format("{}: did you mean {}?", mailbox.domain, *meant));
  }
}

}  // namespace

constinit const Rule address_typo_domain{
    .id = "address-typo-domain",
    .severity = Severity::warning,
    .criterion = Criterion::list_hygiene,
    .summary = "Domain looks like a typing error",
    .why =
        "The message bounces or reaches strangers, and repeated bounces make a provider pause "
        "delivery to the address.",
    .remedy = "Ask for the right address and correct it in the list or the form it came from.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
