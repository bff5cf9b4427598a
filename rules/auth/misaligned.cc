// Rule auth-dmarc-misaligned: what passed at the receiver, passed for another domain.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/receiver_results.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {
    "RFC 9989 4.4", "ALL-INKL.COM, Email error messages: DMARC policy failure"};
constexpr std::string_view programmes[] = {"gmail-bulk", "yahoo", "outlook"};

/// What passed, and for which domain: "spf for bounce.example.net". Empty if nothing did, or if it
/// is not said for whom.
std::string passed_for_others(const Facts& facts, const AuthenticationMethod*& first,
                              bool& is_any_aligned) {
  std::string text;
  for (const RecordedResults* results : receiver_results(facts)) {
    for (const AuthenticationMethod& m : results->parsed.methods) {
      const bool is_spf = ascii::equal(m.method, "spf");
      if (!ascii::equal(m.result, "pass") || (!is_spf && !ascii::equal(m.method, "dkim"))) continue;
      std::string_view value = is_spf ? m.property("smtp", "mailfrom") : m.property("header", "d");
      if (!is_spf && value.empty()) value = m.property("header", "i");
      const std::string_view domain = domain_in(value);
      if (domain.empty()) continue;
      if (organizational_domain(domain) == facts.author_organization()) is_any_aligned = true;
      if (first == nullptr) first = &m;
      text += fmt::format("{}{} for {}", text.empty() ? "" : ", ", is_spf ? "spf" : "dkim", domain);
    }
  }
  return text;
}

void misaligned(const Message& message, const Facts& facts, const Settings& settings,
                const Reporter& report) {
  if (facts.author_domain().empty() || recorded(facts, "dmarc", "pass") != nullptr) return;
  const bool is_bulk = settings.profile == Profile::bulk;
  if (!is_bulk && is_forwarded(message)) return;
  const AuthenticationMethod* first = nullptr;
  bool is_any_aligned = false;
  const std::string others = passed_for_others(facts, first, is_any_aligned);
  if (first == nullptr || is_any_aligned) return;
  const AuthenticationMethod* dmarc = recorded(facts, "dmarc", "fail");
  // Where the author's domain has no policy, nobody refuses a single message for it.
  report.as(dmarc != nullptr || is_bulk ? Severity::error : Severity::info,
            dmarc != nullptr ? dmarc->span : first->span,
            {.message = fmt::format("passed: {}; From is {}", others, facts.author_domain()),
             .evidence = {}});
}

}  // namespace

constinit const Rule auth_dmarc_misaligned{
    .id = "auth-dmarc-misaligned",
    .severity = Severity::error,
    .criterion = Criterion::authentication,
    .summary = "SPF or DKIM passed, but for another domain than From",
    .why =
        "DMARC counts them only for the domain of From; receivers that obey its policy then "
        "refuse or delay the message.",
    .remedy = "Sign with the domain of From, or use an envelope sender of that domain.",
    .references = references,
    .required_by = programmes,
    .check = misaligned,
};

}  // namespace maillint::rules
