// Rule auth-results-contradiction: a recorded pass that the message itself refutes.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/receiver_results.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 8601 7.1", "RFC 9989 4.4"};

/// d= of the signature that a result is about; "" if it does not say.
std::string_view domain_of_result(const AuthenticationMethod& method) {
  const std::string_view d = method.property("header", "d");
  return domain_in(d.empty() ? method.property("header", "i") : d);
}

void check_dkim(const AuthenticationMethod& method, const Facts& facts, const Reporter& report) {
  const std::string_view domain = domain_of_result(method);
  const std::string_view selector = method.property("header", "s");
  if (domain.empty()) return;
  const DkimSignature* wrong = nullptr;
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    if (!ascii::equal(signature.domain, domain)) continue;
    if (!selector.empty() && !ascii::equal(signature.tags.value("s"), selector)) continue;
    if (facts.body_hash(signature).state != BodyHash::State::differs) return;
    wrong = &signature;
  }
  if (wrong != nullptr)
    report(method.span, fmt::format("the body does not fit the signature of {}", domain));
}

bool is_of_author(const Facts& facts, std::string_view domain) {
  return organizational_domain(domain) == facts.author_organization();
}

/// Domains that passed; `is_said` is false where a pass names none.
bool has_aligned_pass(const Facts& facts, bool& is_said, bool& any) {
  for (const RecordedResults* results : receiver_results(facts)) {
    for (const AuthenticationMethod& m : results->parsed.methods) {
      const bool is_spf = ascii::equal(m.method, "spf");
      if (!ascii::equal(m.result, "pass") || (!is_spf && !ascii::equal(m.method, "dkim"))) continue;
      any = true;
      const std::string_view domain =
          is_spf ? domain_in(m.property("smtp", "mailfrom")) : domain_of_result(m);
      if (domain.empty()) {
        is_said = false;
      } else if (is_of_author(facts, domain)) {
        return true;
      }
    }
  }
  return false;
}

void check_dmarc(const AuthenticationMethod& method, const Facts& facts, const Reporter& report) {
  if (facts.author_domain().empty()) return;
  const std::string_view from = domain_in(method.property("header", "from"));
  if (!from.empty() && !is_of_author(facts, from)) {
    report(method.span,
           fmt::format("dmarc=pass for {}, and From is {}", from, facts.author_domain()));
    return;
  }
  bool is_said = true;
  bool any = false;
  if (has_aligned_pass(facts, is_said, any) || !is_said) return;
  // A receiver that records DMARC alone does not tell what passed.
  const bool tells = any || recorded(facts, "spf") != nullptr || recorded(facts, "dkim") != nullptr;
  if (tells) report(method.span, "dmarc=pass, and neither SPF nor DKIM passed for From's domain");
}

void check(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  // A list changes body and From after it has checked them.
  if (is_forwarded(message)) return;
  for (const RecordedResults* results : receiver_results(facts)) {
    for (const AuthenticationMethod& method : results->parsed.methods) {
      if (!ascii::equal(method.result, "pass")) continue;
      if (ascii::equal(method.method, "dkim")) check_dkim(method, facts, report);
      if (ascii::equal(method.method, "dmarc")) check_dmarc(method, facts, report);
    }
  }
}

}  // namespace

constinit const Rule auth_results_contradiction{
    .id = "auth-results-contradiction",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "A recorded pass does not fit the message",
    .why =
        "The field is forged, the message was changed after it was checked, or the checking "
        "software is wrong.",
    .remedy =
        "Do not rely on the recorded result; look at what changed the message, and update "
        "the checking software.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
