// Rule link-brand-in-subdomain: a host that names a brand and belongs to someone else.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"APWG phishing reports"};

bool is_looked_at(const Url& url) {
  return url.is_web() && !url.host.empty() && !url.is_ip_literal && !url.is_malformed();
}

/// Proxies and caches keep the host of the page that they show in their own.
bool shows_pages_of_others(std::string_view host) {
  static constexpr std::string_view words[] = {"proxy",   "translate.goog", "ampproject.org",
                                               "mcas.ms", "edgekey.net",    "edgesuite.net",
                                               "akamai",  "archive"};
  return std::ranges::any_of(words, [&](auto w) { return host.find(w) != std::string_view::npos; });
}

bool is_brand_domain(std::string_view text) {
  if (text.find('.') == std::string_view::npos) return false;
  const std::string_view label = text.substr(0, text.find('.'));
  if (label.size() < 3 || brand_domain_of_label(label).empty()) return false;
  const auto brand = brand_of_host(text);
  return brand && lists::brand(*brand).owns(text) && !is_public_suffix(text);
}

/// "paypal.com" in "www.paypal.com.example.net", in "paypal.com-login.example" or, with hyphens for
/// dots, in "paypal-com.example.net"; "" if there is none.
std::string brand_domain_in(std::string_view host, std::size_t own_begin) {
  std::string dotted(host);
  std::ranges::replace(dotted, '-', '.');
  for (std::size_t begin = 0; begin < host.size();) {
    std::size_t end = dotted.find('.', begin);
    for (int labels = 1; labels < 3 && end != std::string::npos; ++labels) {
      end = dotted.find('.', end + 1);
      if (end == std::string::npos) break;
      // The registered domain itself may be "google.com.au", and no brand's domain begins there.
      // With hyphens for dots only ".com": "<brand>-de" is what services call a customer.
      const std::string candidate = dotted.substr(begin, end - begin);
      const bool hyphens = host.substr(begin, candidate.size()).find('-') != std::string_view::npos;
      const bool inside =
          hyphens ? candidate.ends_with(".com") : end <= own_begin || host[end] == '-';
      if (inside && is_brand_domain(candidate)) return candidate;
    }
    const std::size_t next = dotted.find('.', begin);
    if (next == std::string::npos) break;
    begin = next + 1;
  }
  return {};
}

/// "paypal.account-check.example": a name of a payment or mail-order service above a word that asks
/// for trust. Hosts of one's own for software ("github.example.com") are common.
std::string brand_label_in(std::string_view host, std::size_t own_begin) {
  static constexpr std::string_view names[] = {
      "amazon",  "apple",  "coinbase", "dhl",  "ebay",       "fedex",     "icloud",
      "netflix", "paypal", "usps",     "hsbc", "wellsfargo", "mastercard"};
  static constexpr std::string_view words[] = {"account", "billing", "confirm", "konto",  "login",
                                               "secure",  "signin",  "suspend", "unlock", "update",
                                               "verify",  "sicher",  "anmeld"};
  if (own_begin == 0) return {};
  std::string_view labels = host.substr(0, own_begin - 1);
  const auto asks_for_trust = [&] {
    return std::ranges::any_of(words, [&](auto w) { return host.find(w) != host.npos; });
  };
  while (!labels.empty()) {
    const std::string_view label = labels.substr(0, labels.find('.'));
    if (std::ranges::find(names, label) != std::end(names))
      return asks_for_trust() ? std::string(label) : std::string();
    labels.remove_prefix(std::min(label.size() + 1, labels.size()));
  }
  return {};
}

void check_subdomain(const Link& link, const Facts& facts, const Settings&,
                     const Reporter& report) {
  const Url& url = link.url;
  if (!is_looked_at(url) || std::ranges::count(url.host, '.') < 1) return;
  if (url.host.find('-') == std::string::npos && std::ranges::count(url.host, '.') < 2) return;
  if (brand_of_host(url.host)) return;
  const std::string organization = organizational_domain(url.host);
  const std::size_t own_begin = url.host.size() - std::min(organization.size(), url.host.size());
  std::string brand = brand_domain_in(url.host, own_begin);
  if (brand.empty()) brand = brand_label_in(url.host, own_begin);
  if (brand.empty() || shows_pages_of_others(url.host)) return;
  report(host_place(link, facts),
         fmt::format("the host names {} and belongs to {}", brand, organization));
}

}  // namespace

constinit const Rule link_brand_in_subdomain{
    .id = "link-brand-in-subdomain",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Host of a link names a brand and belongs to someone else",
    .why =
        "People read a host from the left and stop at the name they know. Whoever owns its end "
        "owns the page, so filters treat it as phishing.",
    .remedy = "Link to the real domain, or keep the names of others out of your host names.",
    .references = references,
    .check = check_subdomain,
};

}  // namespace maillint::rules
