// Rule link-lookalike-domain: the domain of a link is spelled like a well-known one.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/link/look_alike.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"UTS 39 (Unicode security mechanisms)",
                                           "APWG phishing reports"};

bool is_looked_at(const Url& url) {
  constexpr std::size_t longest_host = 255;  // RFC 1035 2.3.4
  return url.is_web() && !url.host.empty() && url.host.size() <= longest_host &&
         !url.is_ip_literal && !url.is_malformed();
}

std::string_view first_label(std::string_view domain) { return domain.substr(0, domain.find('.')); }

/// "PayPaI.com": a capital I for an l, which only the written form shows; or a look-alike further
/// left, "g00gle.thief.example".
std::string_view imitated_in_labels(const Url& url, const std::string& organization) {
  if (url.host_raw.size() != url.host.size() || organization.size() > url.host.size()) return {};
  const std::size_t own = url.host.size() - organization.size();
  std::string written(first_label(std::string_view(url.host_raw).substr(own)));
  const bool has_small = std::ranges::any_of(written, [](char c) { return c >= 'a' && c <= 'z'; });
  if (has_small && written.find('I', 1) != std::string::npos) {
    std::ranges::replace(written, 'I', 'l');
    const std::string_view meant = brand_domain_of_label(ascii::to_lower(written));
    if (!meant.empty()) return meant;
  }
  std::string_view labels = std::string_view(url.host).substr(0, own);
  while (!labels.empty()) {
    const std::string_view label = first_label(labels);
    if (std::ranges::any_of(label, ascii::is_digit)) {
      if (const auto domain = imitated_brand(label); !domain.empty()) return domain;
    }
    labels.remove_prefix(std::min(label.size() + 1, labels.size()));
  }
  return {};
}

void check_look(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const Url& url = link.url;
  if (!is_looked_at(url) || brand_of_host(url.host)) return;
  const std::string organization = organizational_domain(url.host);
  const std::string letters = to_unicode(organization).value_or("");
  std::string label(first_label(letters));
  if (ascii::find_8bit(label) != std::string::npos) {
    const std::string look = ascii::to_lower(skeleton(label));
    if (ascii::find_8bit(look) != std::string::npos) return;
    if (!brand_domain_of_label(look).empty()) return;  // link-punycode-homograph
    label = look;
  }
  std::string imitated(imitated_brand(label));
  // "gmial.com": known slips.
  if (imitated.empty()) imitated = lists::typo_of(organization).value_or("");
  if (first_label(imitated) == label) imitated.clear();  // of the top-level domain
  const std::string& own = facts.author_organization();
  const std::string_view own_label = first_label(own);
  if (imitated.empty() && organization != own && label != own_label && own_label.size() > 4 &&
      canonical_look(label) == canonical_look(own_label)) {
    imitated = own;
  }
  const bool in_domain = !imitated.empty();
  if (!in_domain) imitated = imitated_in_labels(url, organization);
  if (imitated.empty()) return;
  report(host_place(link, facts),
         fmt::format("{} looks like {}", in_domain ? organization : url.host_raw, imitated));
}

}  // namespace

constinit const Rule link_lookalike_domain{
    .id = "link-lookalike-domain",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link goes to a domain that is spelled like a well-known one",
    .why =
        "A digit for a letter, or \"rn\" for \"m\", is overlooked. Such domains are registered to "
        "deceive, and filters know the trick.",
    .remedy = "Check the spelling, and link to the real domain.",
    .references = references,
    .check = check_look,
};

}  // namespace maillint::rules
