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

}  // namespace maillint
