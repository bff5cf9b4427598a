// Rule dkim-not-aligned: no signature of the author's organization.
#include <fmt/format.h>

#include <algorithm>

#include "lint/address.h"
#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/receiver_results.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 9989 4.4",
                                           "Gmail: Email sender guidelines (81126)"};
constexpr std::string_view programmes[] = {"gmail-bulk", "yahoo", "outlook"};

/// What Google and Microsoft sign with until the customer sets up an own key.
bool is_default_domain(std::string_view domain) {
  return domain.ends_with(".gappssmtp.com") || domain.ends_with(".onmicrosoft.com");
}

bool is_spf_aligned(const Message& message, const Facts& facts) {
  const Field* path = message.find(FieldId::return_path);
  if (path == nullptr) return false;
  std::string_view address = message.text(message.trimmed(*path));
  if (address.ends_with('>')) address.remove_suffix(1);
  const std::string_view domain = domain_of(address);
  return !domain.empty() && organizational_domain(domain) == facts.author_organization();
}

/// Sent on behalf of the author by the one that Sender names, as calendars send invitations.
bool is_of_sender(const Facts& facts, std::string_view domain) {
  const AddressList* sender = facts.addresses(FieldId::sender);
  return sender != nullptr && std::ranges::any_of(sender->mailboxes, [&](const Mailbox& mailbox) {
           return !mailbox.domain.empty() && same_organization(mailbox.domain, domain);
         });
}

Severity severity_of(const Message& message, const Facts& facts, const Settings& settings,
                     std::string_view domain) {
  const AuthenticationMethod* dmarc = recorded(facts, "dmarc");
  if (dmarc != nullptr && ascii::equal(dmarc->result, "pass")) return Severity::info;
  if (settings.profile == Profile::bulk) return Severity::error;
  // DMARC may pass by SPF alone, and ordinary mail may have no DMARC at all.
  if (is_default_domain(domain) || is_of_sender(facts, domain)) return Severity::info;
  return is_spf_aligned(message, facts) ? Severity::warning : Severity::error;
}

void check(const Message& message, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  const DkimSignature* signature = main_signature(facts);
  if (signature == nullptr || signature->domain.empty() || facts.author_domain().empty()) return;
  if (is_aligned(facts, *signature)) return;
  // A list or a forwarder signs with its own domain, and leaves From as it is.
  if (settings.profile != Profile::bulk && is_forwarded(message)) return;
  report.as(severity_of(message, facts, settings, signature->domain), tag_span(*signature, "d"),
            {.message = fmt::format("signed by {}, the message is from {}", signature->domain,
                                    facts.author_domain()),
             .evidence = {}});
}

}  // namespace

constinit const Rule dkim_not_aligned{
    .id = "dkim-not-aligned",
    .severity = Severity::error,
    .criterion = Criterion::authentication,
    .summary = "No DKIM signature of the author's domain",
    .why =
        "DMARC counts a signature only if its domain belongs to From; Gmail, Yahoo and "
        "Outlook.com demand that of bulk mail.",
    .remedy = "Publish an own key, and let your server or service sign with the domain of From.",
    .references = references,
    .required_by = programmes,
    .check = check,
};

}  // namespace maillint::rules
