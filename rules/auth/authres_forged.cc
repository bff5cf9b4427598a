// Rule auth-authres-forged: results that the receiver did not write.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/local_hop.h"
#include "rules/signature.h"
#include "rules/trace.h"

namespace maillint::rules {
namespace {

constexpr std::string_view results_references[] = {"RFC 8601 5", "RFC 8601 7.1"};

/// The two say different things of one method.
bool disagree(const AuthenticationResults& a, const AuthenticationResults& b) {
  for (const AuthenticationMethod& method : a.methods) {
    for (const AuthenticationMethod& other : b.methods) {
      if (ascii::equal(method.method, other.method)) {
        if (!ascii::equal(method.result, other.result)) return true;
        break;
      }
    }
  }
  return false;
}

/// A server that submits mail records the login; the lists that the mail went through keep that.
bool is_submission_alone(const AuthenticationResults& results) {
  return std::ranges::all_of(results.methods, [](const AuthenticationMethod& method) {
    return ascii::equal(method.method, "auth");
  });
}

void authres(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  const std::span<const RecordedResults> all = facts.authentication_results();
  if (all.empty()) return;
  const Received* last = last_step(facts);
  for (const RecordedResults& results : all) {
    const std::string_view id = results.parsed.authserv_id;
    const std::size_t begin = results.field->body.begin;
    if (id.find('.') == std::string_view::npos) continue;
    const bool claims_receiver = last != nullptr && same_organization(id, stamping_host(*last));
    const bool claims_top = ascii::equal(id, all.front().parsed.authserv_id);
    if (!claims_receiver && !(claims_top && &results != &all.front())) continue;
    const std::size_t above = claims_receiver ? last->span.begin : all.front().field->body.begin;
    if (const Received* step = foreign_step(facts, id, above, begin)) {
      if (is_submission_alone(results.parsed)) continue;
      // A list may bring a message back to the server that it came from.
      report.as(is_forwarded(message) ? Severity::info : Severity::warning,
                message.trimmed(*results.field),
                {.message = fmt::format("{} did not write it: it stands below a step of {}", id,
                                        stamping_host(*step)),
                 .evidence = {}});
      continue;
    }
    if (&results == &all.front() || !claims_top) continue;
    if (is_step_between(facts, all.front().field->body.begin, begin) &&
        disagree(all.front().parsed, results.parsed))
      report(message.trimmed(*results.field), fmt::format("{} says something else further up", id));
  }
}

}  // namespace

constinit const Rule auth_authres_forged{
    .id = "auth-authres-forged",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "Authentication-Results in the receiver's name, from elsewhere",
    .why =
        "A sender can write this field too, naming your server; clients and filters that "
        "believe the name show forged mail as verified.",
    .remedy = "Let your server delete incoming Authentication-Results that carry its own name.",
    .references = results_references,
    .check = authres,
};

}  // namespace maillint::rules
