// Rules link-many-domains, link-suspicious-tld: which domains a message links to.
#include <fmt/format.h>

#include <set>
#include <string>
#include <string_view>

#include "lint/web/domain.h"
#include "rules/data/tlds.h"
#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view many_references[] = {"SpamAssassin URI counts"};
constexpr std::string_view tld_references[] = {"SpamAssassin PDS_OTHER_BAD_TLD",
                                               "rspamd SUSPICIOUS_TLD"};

constexpr std::size_t domains_allowed = 15;

bool is_counted(const Link& link) {
  return link.url.is_web() && !link.url.host.empty() && !link.url.is_ip_literal;
}

void check_many(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  const auto links = facts.links();
  if (links.size() <= domains_allowed) return;
  std::set<std::string_view> hosts;
  std::set<std::string> domains;
  const Link* first_too_many = nullptr;
  for (const Link& link : links) {
    if (!is_counted(link)) continue;
    if (!hosts.insert(link.url.host).second) continue;
    if (!domains.insert(organizational_domain(link.url.host)).second) continue;
    if (domains.size() == domains_allowed + 1) first_too_many = &link;
  }
  if (first_too_many == nullptr) return;
  report(host_place(*first_too_many, facts),
         fmt::format("the links go to {} domains", domains.size()));
}

void check_tld(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  if (!is_counted(link)) return;
  std::string_view host = link.url.host;
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view tld = host.substr(host.rfind('.') + 1);
  const std::string_view found = lists::suspicious_tld(tld);
  if (found.empty() || tld.size() == host.size()) return;
  report(host_place(link, facts),
         fmt::format(".{} is {}", tld,
                     found == "strong" ? "scored by filters" : "often seen in spam"));
}

}  // namespace

constinit const Rule link_many_domains{
    .id = "link-many-domains",
    .severity = Severity::info,
    .criterion = Criterion::links,
    .summary = "Links go to more than 15 domains",
    .why =
        "Filters look every domain up in block lists, and one bad one spoils the message. Spam "
        "hides its link among many.",
    .remedy = "Link to fewer sites.",
    .references = many_references,
    .check = check_many,
};

constinit const Rule link_suspicious_tld{
    .id = "link-suspicious-tld",
    .severity = Severity::info,
    .criterion = Criterion::links,
    .summary = "Link goes to a top-level domain with much abuse",
    .why =
        "Domains there cost little or nothing, so most of what filters see of them is spam, and "
        "honest ones share the score.",
    .remedy = "If you have a domain elsewhere, link to it.",
    .references = tld_references,
    .check = check_tld,
};

}  // namespace maillint::rules
