// What rules about links share: where a piece of a target stands, and where a redirector leads.
#include "rules/link/target.h"

#include <algorithm>

#include "lint/ascii.h"
#include "rules/data/lists.h"

namespace maillint {
namespace {

/// "https://..." in a path or a query, escaped or not; "" if there is none.
std::string url_inside(std::string_view text) {
  const std::string decoded = percent_decoded(text);
  std::size_t begin = ascii::find(decoded, "http");
  while (begin != std::string::npos) {
    const std::string_view rest = std::string_view(decoded).substr(begin);
    if (ascii::starts_with(rest, "http:/") || ascii::starts_with(rest, "https:/")) {
      return std::string(rest.substr(0, rest.find("__;")));  // urldefense.com ends it so
    }
    begin = ascii::find(decoded, "http", begin + 1);
  }
  return {};
}

/// The value of the first parameter named in "q|url" that the query has.
std::string parameter_value(std::string_view query, std::string_view names) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    const std::string_view key = pair.substr(0, pair.find('='));
    std::string_view rest = names;
    while (!rest.empty() && key.size() < pair.size()) {
      const std::string_view name = rest.substr(0, rest.find('|'));
      if (name == key) return percent_decoded(pair.substr(key.size() + 1));
      rest.remove_prefix(std::min(name.size() + 1, rest.size()));
    }
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
  }
  return {};
}

/// urldefense.com/v2 writes "-" for "%" and "_" for "/".
std::string urldefense_v2(std::string value) {
  std::ranges::replace(value, '-', '%');
  std::ranges::replace(value, '_', '/');
  return percent_decoded(value);
}

struct BrandDomain {
  std::string_view domain;
  std::uint32_t brand = 0;
};

constexpr std::string_view first_label(std::string_view domain) {
  return domain.substr(0, domain.find('.'));
}

std::vector<BrandDomain> brand_domains() {
  std::vector<BrandDomain> result;
  for (std::uint32_t i = 0; i < lists::brand_count(); ++i) {
    std::string_view domains = lists::brand(i).domains;
    while (!domains.empty()) {
      const std::string_view domain = domains.substr(0, domains.find(' '));
      if (!domain.empty()) result.push_back({domain, i});
      domains.remove_prefix(std::min(domain.size() + 1, domains.size()));
    }
  }
  return result;
}

/// Sorted by domain. Made at first use: few messages need it.
const std::vector<BrandDomain>& brands_by_domain() {
  static const std::vector<BrandDomain> table = [] {
    std::vector<BrandDomain> domains = brand_domains();
    std::ranges::stable_sort(domains, {}, &BrandDomain::domain);
    return domains;
  }();
  return table;
}

/// Sorted by the first label.
const std::vector<BrandDomain>& brands_by_label() {
  static const std::vector<BrandDomain> table = [] {
    std::vector<BrandDomain> domains = brand_domains();
    std::ranges::stable_sort(domains, {},
                             [](const BrandDomain& b) { return first_label(b.domain); });
    return domains;
  }();
  return table;
}

}  // namespace

Place target_place(const Link& link, const Facts& facts, std::size_t begin, std::size_t end) {
  const TextBody& body = facts.text_bodies()[link.text_body];
  if (begin >= end || end > link.target.size()) return link.place;
  const std::string_view written = body.text.text().substr(link.place.decoded.begin, end);
  if (written != link.target.substr(0, end)) return link.place;  // "&amp;" before that
  return facts.place_in(body, link.place.decoded.begin + begin, link.place.decoded.begin + end);
}

Place host_place(const Link& link, const Facts& facts) {
  return target_place(link, facts, link.url.host_span.begin, link.url.host_span.end);
}

std::optional<Url> redirect_target(const Url& url) {
  if (!url.is_web()) return std::nullopt;
  const auto redirector = lists::redirector(url.host, url.path);
  if (!redirector) return std::nullopt;
  std::string inner;
  if (redirector->parameter == "(path)") {
    const std::string_view rest = std::string_view(url.path).substr(redirector->path.size());
    inner = url_inside(rest);
    if (inner.empty() && url.host.starts_with("www.google."))
      inner = "https://" + std::string(rest);
  } else if (redirector->parameter == "(query)") {
    inner = url_inside(url.query);
  } else {
    inner = parameter_value(url.query, redirector->parameter);
    if (url.path.starts_with("/v2/url")) inner = urldefense_v2(std::move(inner));
  }
  if (inner.empty()) return std::nullopt;
  Url target = parse_url(inner);
  if (!target.is_web() || target.host.find('.') == std::string::npos) return std::nullopt;
  return target;
}

std::optional<std::uint32_t> brand_of_host(std::string_view host) {
  const std::vector<BrandDomain>& table = brands_by_domain();
  while (true) {
    const auto found = std::ranges::lower_bound(table, host, {}, &BrandDomain::domain);
    if (found != table.end() && found->domain == host) return found->brand;
    const std::size_t dot = host.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    host.remove_prefix(dot + 1);
  }
}

bool same_brand(std::string_view host_a, std::string_view host_b) {
  const auto owner_a = brand_of_host(host_a);
  if (!owner_a) return false;
  const auto owner_b = brand_of_host(host_b);
  if (!owner_b) return false;
  return owner_a == owner_b || lists::brand(*owner_a).owns(host_b) ||
         lists::brand(*owner_b).owns(host_a);
}

std::string_view brand_domain_of_label(std::string_view label) {
  const std::vector<BrandDomain>& table = brands_by_label();
  const auto key = [](const BrandDomain& b) { return first_label(b.domain); };
  const auto found = std::ranges::lower_bound(table, label, {}, key);
  return found != table.end() && key(*found) == label ? found->domain : std::string_view();
}

}  // namespace maillint
