// Rule address-placeholder-address: an address from a form, a template or a manual.
#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 2606"};

/// Domains that nobody means, whatever stands before "@": their first label, under any suffix.
constexpr std::string_view placeholder_labels[] = {
    "yourdomain",   "your-domain", "yourcompany", "your-company", "deinedomain",
    "deine-domain", "ihredomain",  "ihre-domain", "ihrefirma",    "mydomain",
    "somedomain",   "anydomain",   "meinedomain", "meine-domain", "domainname"};
/// Local-parts that nobody has, whatever the domain.
constexpr std::string_view placeholder_locals[] = {
    "your.email", "your-email", "your_email", "youremail", "your.name",   "your-name",
    "your_name",  "yourname",   "ihre.email", "ihr.name",  "deine.email", "your.address"};
/// Domains for documentation (RFC 2606), and others that people fill in without a thought. Here the
/// local-part decides: many tests use example.com on purpose.
constexpr std::string_view sample_domains[] = {"example.com", "example.org", "example.net",
                                               "domain.com",  "email.com",   "test.com",
                                               "beispiel.de"};
constexpr std::string_view sample_locals[] = {"user",        "username",    "name",
                                              "your",        "email",       "firstname.lastname",
                                              "someone",     "first.last",  "vorname.nachname",
                                              "you",         "youraddress", "e-mail",
                                              "emailaddress"};

template <std::size_t N>
bool is_one_of(const std::string_view (&words)[N], std::string_view word) {
  return std::ranges::any_of(words, [&](std::string_view w) { return ascii::equal(w, word); });
}

bool is_placeholder(const Mailbox& mailbox) {
  const std::string_view domain = mailbox.domain;
  if (domain.empty()) return false;
  if (domain.ends_with(".tld") || domain == "test.test") return true;
  if (is_one_of(placeholder_labels, domain.substr(0, domain.find('.')))) return true;
  if (is_one_of(placeholder_locals, mailbox.local_part)) return true;
  if ((domain == "test.com" || domain == "test.de") && mailbox.local_part == "test") return true;
  return is_one_of(sample_domains, domain) && is_one_of(sample_locals, mailbox.local_part);
}

void check(const AddressList& list, const Facts&, const Settings&, const Reporter& report) {
  for (const Mailbox& mailbox : list.mailboxes) {
    if (is_placeholder(mailbox))
      report(mailbox.addr_spec_span, mailbox.address() + " is a placeholder");
  }
}

}  // namespace

constinit const Rule address_placeholder_address{
    .id = "address-placeholder-address",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Address is a placeholder",
    .why =
        "It comes from a template or a manual: nobody reads mail there, and it shows filters a "
        "badly set-up sender.",
    .remedy = "Put in the real address, in the program's settings or in the template.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
