// Rules auth-forward-srs-break, auth-arc-trusted-sealer-abuse: what forwarding left of the author's
// signature.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/authentication_results.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/receiver_results.h"
#include "rules/signature.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view break_references[] = {"RFC 7960 3", "Liu et al., EuroS&P 2023"};
constexpr std::string_view sealer_references[] = {"RFC 8617 9", "Liu et al., EuroS&P 2023"};

/// Every signature of the author's organization fits another body; false without one.
bool author_signature_is_broken(const Facts& facts) {
  bool any = false;
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    if (!is_aligned(facts, signature)) continue;
    if (facts.body_hash(signature).state != BodyHash::State::differs) return false;
    any = true;
  }
  return any;
}

const Field* list_field(const Message& message) {
  for (const FieldId id : {FieldId::list_id, FieldId::list_post, FieldId::resent_from}) {
    if (const Field* field = message.find(id)) return field;
  }
  return nullptr;
}

void broken(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  if (message.has(FieldId::arc_seal) || recorded(facts, "dmarc", "pass") != nullptr) return;
  const Field* path = rewritten_path(message);
  const Field* sign = path != nullptr ? path : list_field(message);
  if (sign == nullptr || !author_signature_is_broken(facts)) return;
  // Lists add a footer, and that is what they do; a forwarder should change nothing.
  report.as(path != nullptr ? Severity::warning : Severity::info, message.trimmed(*sign),
            {.message = "forwarded with a changed body: neither SPF nor DKIM of the author is left",
             .evidence = {}});
}

/// The newest ARC-Authentication-Results says dmarc=pass for the author's organization.
bool arc_says_pass(const Message& message, const Facts& facts) {
  const ArcField* newest = facts.arc().newest(FieldId::arc_authentication_results);
  if (newest == nullptr) return false;
  const AuthenticationResults results =
      parse_authentication_results(message.body(*newest->field), newest->field->body.begin);
  return std::ranges::any_of(results.methods, [&](const AuthenticationMethod& method) {
    const std::string_view from = domain_in(method.property("header", "from"));
    return ascii::equal(method.method, "dmarc") && ascii::equal(method.result, "pass") &&
           !from.empty() && organizational_domain(from) == facts.author_organization();
  });
}

void sealer(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  const ArcField* seal = facts.arc().newest(FieldId::arc_seal);
  if (seal == nullptr || seal->signature.domain.empty() || facts.author_domain().empty()) return;
  if (is_aligned(facts, seal->signature) || !arc_says_pass(message, facts)) return;
  if (!author_signature_is_broken(facts)) return;
  const bool is_ordinary = is_list_mail(message) || rewritten_path(message) != nullptr ||
                           message.has(FieldId::resent_from);
  report.as(is_ordinary ? Severity::info : Severity::warning, tag_span(seal->signature, "d"),
            {.message = fmt::format("only {} vouches for {}: the author's own signature is broken",
                                    seal->signature.domain, facts.author_domain()),
             .evidence = {}});
}

}  // namespace

constinit const Rule auth_forward_srs_break{
    .id = "auth-forward-srs-break",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "Forwarding broke the author's authentication",
    .why =
        "The forwarder's host is not in the author's SPF record, and the changed body breaks "
        "DKIM, so DMARC fails at the next server.",
    .remedy =
        "Forward without changing body or Subject, or seal with ARC; a list can put its own "
        "address into From.",
    .references = break_references,
    .check = broken,
};

constinit const Rule auth_arc_trusted_sealer_abuse{
    .id = "auth-arc-trusted-sealer-abuse",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "Only an unrelated ARC sealer vouches for the author",
    .why =
        "Anyone can seal a chain that says dmarc=pass; a receiver that trusts the sealer then "
        "shows a forged author as verified.",
    .remedy = "Trust ARC of forwarders that you know, and nobody else's.",
    .references = sealer_references,
    .check = sealer,
};

}  // namespace maillint::rules
