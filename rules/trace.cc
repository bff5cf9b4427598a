// Where a field stands among the steps of a message.
#include "rules/trace.h"

#include <algorithm>

#include "lint/web/domain.h"
#include "rules/local_hop.h"

namespace maillint::rules {

const Received* last_step(const Facts& facts) {
  for (const Received& hop : facts.hops()) {
    if (!is_local_hop(hop) && !stamping_host(hop).empty()) return &hop;
  }
  return nullptr;
}

const Received* foreign_step(const Facts& facts, std::string_view host, std::size_t above,
                             std::size_t below) {
  const std::string own = organizational_domain(host);
  for (const Received& hop : facts.hops()) {
    if (hop.span.begin <= above) continue;
    if (hop.span.begin > below) return nullptr;
    const std::string stamp = stamping_host(hop);
    if (!stamp.empty() && has_known_tld(stamp) && organizational_domain(stamp) != own) return &hop;
  }
  return nullptr;
}

bool is_step_between(const Facts& facts, std::size_t above, std::size_t below) {
  return std::ranges::any_of(facts.hops(), [&](const Received& hop) {
    return hop.span.begin > above && hop.span.begin < below;
  });
}

}  // namespace maillint::rules
