// Findings about hosts that a project says it knows.
#include "rules/suppression/known_domains.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "lint/ascii.h"
#include "lint/facts.h"
#include "rules/report.h"
#include "rules/suppression/suppress.h"

namespace maillint {
namespace {

enum : std::uint8_t { own = 1, tracking = 2, shortener = 4 };

/// Rules that doubt a host, and what settles the doubt.
struct Doubt {
  std::string_view rule;
  std::uint8_t settled_by;
};
constexpr Doubt doubts[] = {{"link-shortener", own | tracking | shortener},
                            {"link-redirector", own | tracking},
                            {"link-open-redirect-param", own | tracking},
                            {"link-text-href-mismatch", own | tracking},
                            {"link-suspicious-tld", own | tracking},
                            {"link-many-subdomains", own | tracking},
                            {"link-lookalike-domain", own},
                            {"link-brand-in-subdomain", own},
                            {"link-punycode-homograph", own},
                            {"link-mixed-script", own},
                            {"link-nonstandard-port", own},
                            {"link-localhost-staging", own}};

bool is_under(std::string_view host, const std::vector<std::string>& domains) {
  while (host.ends_with('.')) host.remove_suffix(1);
  return std::ranges::any_of(domains, [host](std::string_view domain) {
    if (!ascii::ends_with(host, domain)) return false;
    return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
  });
}

/// The link whose address holds the place; links stand in the order of the text.
const Link* link_at(std::span<const Link> links, const Place& place) {
  const auto holds = [&place](const Link& link) {
    return link.place.part == place.part && link.place.source.begin <= place.source.begin &&
           place.source.end <= link.place.source.end;
  };
  const auto found = std::ranges::find_if(links, holds);
  return found == links.end() ? nullptr : &*found;
}

}  // namespace

void leave_out_known_hosts(const KnownDomains& known, Report& report) {
  if (known.own.empty() && known.tracking.empty() && known.shorteners.empty()) return;
  const auto* doubt = std::begin(doubts);
  const auto reason = [&](const Finding& finding) -> std::optional<std::string> {
    const Link* link = link_at(report.facts->links(), finding.place);
    if (link == nullptr) return std::nullopt;
    const std::string_view host = link->url.host;
    if ((doubt->settled_by & own) != 0 && is_under(host, known.own)) return "links.own";
    if ((doubt->settled_by & tracking) != 0 && is_under(host, known.tracking))
      return "links.tracking";
    if ((doubt->settled_by & shortener) != 0 && is_under(host, known.shorteners))
      return "links.shorteners";
    return std::nullopt;
  };
  for (RuleFindings& rule : report.findings) {
    doubt = std::ranges::find(doubts, rule.rule->id, &Doubt::rule);
    if (doubt != std::end(doubts)) take_out(rule, SuppressedBy::config, report, reason);
  }
  drop_empty(report);
}

}  // namespace maillint
