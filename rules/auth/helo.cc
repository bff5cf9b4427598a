// Rule auth-spf-helo-mailfrom-mismatch: SPF passed for the name in HELO only.
#include "lint/address.h"
#include "rules/index.h"
#include "rules/receiver_results.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 9989 4.4", "CVE-2019-20790"};

void helo(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  const Field* path = message.find(FieldId::return_path);
  if (path == nullptr || domain_of(message.body(*path)).empty()) return;
  if (recorded(facts, "dmarc", "pass") == nullptr || recorded(facts, "dkim", "pass") != nullptr)
    return;
  const AuthenticationMethod* spf = recorded(facts, "spf", "pass");
  if (spf == nullptr || spf->property("smtp", "helo").empty() ||
      !spf->property("smtp", "mailfrom").empty())
    return;
  report(spf->span, "spf=pass is for HELO, and DMARC passed by nothing else");
}

}  // namespace

constinit const Rule auth_spf_helo_mailfrom_mismatch{
    .id = "auth-spf-helo-mailfrom-mismatch",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "DMARC passed by the HELO name alone",
    .why = "DMARC counts SPF for the envelope sender; HELO is any name that the sender likes.",
    .remedy = "Update the DMARC software of the receiver.",
    .references = references,
    .check = helo,
};

}  // namespace maillint::rules
