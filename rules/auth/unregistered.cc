// Rule auth-results-unregistered: words that IANA's registry does not hold.
#include <fmt/format.h>

#include "rules/auth/registry.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 8601 2.7", "IANA: Email Authentication Parameters"};

void unregistered(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const RecordedResults& results : facts.authentication_results()) {
    for (const AuthenticationMethod& method : results.parsed.methods) {
      if (!is_registered_method(method.method)) {
        // Receivers have methods of their own (compauth, dara), and RFC 8601 lets readers skip
        // them.
        if (!is_private_method(method.method))
          report.as(Severity::info, method.span,
                    {.message = fmt::format("no method is named {}", method.method.substr(0, 40)),
                     .evidence = {}});
        continue;
      }
      if (is_registered_result(method.method, method.result)) continue;
      report.as(is_old_result(method.result) ? Severity::info : Severity::warning, method.span,
                {.message =
                     fmt::format("{} has no result {}", method.method, method.result.substr(0, 40)),
                 .evidence = {}});
    }
  }
}

}  // namespace

constinit const Rule auth_results_unregistered{
    .id = "auth-results-unregistered",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "Authentication-Results holds a word that is not registered",
    .why = "Programs that read the field do not know what it means, and may take it for no result.",
    .remedy = "Let the checking software write the registered words: pass, fail, none and so on.",
    .references = references,
    .check = unregistered,
};

}  // namespace maillint::rules
