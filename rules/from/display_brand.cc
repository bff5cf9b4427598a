// Rule from-brand-display: the name claims a company that the address is not of.
#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {
    "ALL-INKL.COM, Email error messages: misleading sender names",
    "SpamAssassin: POSSIBLE_PAYPAL_PHISH_02"};
std::string_view first_label(std::string_view domain) { return domain.substr(0, domain.find('.')); }

bool equals_without_spaces(std::string_view brand, std::string_view label) {
  std::size_t at = 0;
  for (const char c : brand) {
    if (c == ' ') continue;
    if (at == label.size() || ascii::lower(c) != label[at]) return false;
    ++at;
  }
  return at == label.size();
}

bool is_brands_own(const lists::Brand& brand, const Mailbox& mailbox, const Message& message) {
  if (brand.owns(mailbox.domain)) return true;
  // Brands hold their name under other top-level domains too: ikea.at, klarna.com.au.
  const std::string organization = organizational_domain(mailbox.domain);
  if (equals_without_spaces(brand.name, first_label(organization))) return true;
  const auto domains = signing_domains(message);
  return std::ranges::any_of(domains,
                             [&](std::string_view d) { return brand.owns(ascii::to_lower(d)); });
}

/// Exchange signs its own notices "Microsoft Outlook", from a mailbox of the customer's domain.
bool is_exchange_notice(const Mailbox& mailbox) {
  return ascii::starts_with(mailbox.local_part, "microsoftexchange") ||
         ascii::equal(mailbox.local_part, "postmaster");
}

void brand_display(const AddressList& list, const Facts& facts, const Settings&,
                   const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    if (!mailbox.has_addr_spec() || mailbox.display_name.empty()) continue;
    if (mailbox.display_name.find('@') != std::string::npos) continue;  // -other-address has these
    const auto matches = lists::find_brands(mailbox.display_name);
    if (matches.empty() || is_exchange_notice(mailbox) || is_list_mail(facts.message())) continue;
    const bool is_own = std::ranges::any_of(matches, [&](const lists::BrandMatch& match) {
      return is_brands_own(match.brand, mailbox, facts.message());
    });
    if (is_own) continue;
    const lists::BrandMatch& match = matches.front();
    const std::string words = mailbox.display_name.substr(match.begin, match.end - match.begin);
    report(span_in_display_name(facts.message(), mailbox, words),
           {.message = fmt::format("the name says {}, but {} is none of its domains",
                                   match.brand.name, mailbox.domain),
            .evidence = words});
  }
}

}  // namespace

constinit const Rule from_brand_display{
    .id = "from-brand-display",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "The sender's name is a well-known brand, the address is not",
    .why =
        "This is how phishing looks; filters compare the brands they know with the sender's "
        "domain and the DKIM signature.",
    .remedy =
        "Use your own name. If you send for the brand, send from its domain, or sign with it.",
    .references = references,
    .check = brand_display,
};

}  // namespace maillint::rules
