// Which brand owns a host of a link.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/data/lists.h"
#include "rules/link/target.h"

namespace maillint {
namespace {

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

/// Made at first use: few messages need it.
const std::unordered_map<std::string_view, std::uint32_t>& brands_by_domain() {
  static const auto table = [] {
    std::unordered_map<std::string_view, std::uint32_t> brands;
    for (const BrandDomain& known : brand_domains()) brands.try_emplace(known.domain, known.brand);
    return brands;
  }();
  return table;
}

/// The first domain with that first label.
const std::unordered_map<std::string_view, std::string_view>& domains_by_label() {
  static const auto table = [] {
    std::unordered_map<std::string_view, std::string_view> domains;
    for (const BrandDomain& known : brand_domains())
      domains.try_emplace(first_label(known.domain), known.domain);
    return domains;
  }();
  return table;
}

}  // namespace

std::optional<std::uint32_t> brand_of_host(std::string_view host) {
  constexpr std::size_t longest_domain = 100;  // of a brand: what stands before it is not hashed
  if (host.size() > longest_domain) {
    const std::size_t dot = host.find('.', host.size() - longest_domain - 1);
    if (dot == std::string_view::npos) return std::nullopt;
    host.remove_prefix(dot + 1);
  }
  const auto& brands = brands_by_domain();
  while (true) {
    const auto found = brands.find(host);
    if (found != brands.end()) return found->second;
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
  const auto& domains = domains_by_label();
  const auto found = domains.find(label);
  return found == domains.end() ? std::string_view() : found->second;
}

}  // namespace maillint
