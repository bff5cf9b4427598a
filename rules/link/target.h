// What rules about links share: where a piece of a target stands, and where a redirector leads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lint/facts.h"
#include "lint/web/url.h"

namespace maillint {

/// The place of link.target [begin, end); of the whole target where character references make its
/// octets differ from those of the body.
Place target_place(const Link& link, const Facts& facts, std::size_t begin, std::size_t end);
/// The place of the host; the target's if there is none.
Place host_place(const Link& link, const Facts& facts);

/// What a public redirector or gateway names as its target, where that can be read from the URL.
std::optional<Url> redirect_target(const Url& url);

/// Number of a brand (lists::brand) that owns `host`; of several the first.
std::optional<std::uint32_t> brand_of_host(std::string_view host);
/// Whether one brand owns both ("paypal.com" and "paypalobjects.com").
bool same_brand(std::string_view host_a, std::string_view host_b);
/// The domain of a brand whose first label is `label` ("paypal": "paypal.com"), "" if there is
/// none.
std::string_view brand_domain_of_label(std::string_view label);

}  // namespace maillint
