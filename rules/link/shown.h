// The address that the visible text of a link shows.
#pragma once

#include <optional>
#include <string_view>

#include "lint/facts.h"
#include "lint/web/url.h"

namespace maillint {

struct ShownUrl {
  std::string_view text;  // views into Link::shown
  Url url;                // without a scheme in the text: url.scheme is ""
};

/// The first URL or host in the text of an HTML link from octet `from` on. A bare host inside a
/// longer sentence ("How Booking.com works") names a company rather than an address, and is none.
std::optional<ShownUrl> shown_url(const Link& link, std::size_t from = 0);

}  // namespace maillint
