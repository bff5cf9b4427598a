// Rules link-open-redirect-param, link-email-in-url: what the query of a link carries.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view redirect_references[] = {"CWE-601"};
constexpr std::string_view address_references[] = {"GDPR article 5"};

/// A whole URL of another site, as a parameter's value.
std::optional<Url> foreign_url(std::string_view value, std::string_view own) {
  const bool begins_url =
      ascii::starts_with(value, "http") || value.starts_with("//") || value.starts_with("%2");
  if (!begins_url) return std::nullopt;
  std::string decoded = percent_decoded(value);
  if (decoded.starts_with("//")) decoded.insert(0, "https:");
  if (!ascii::starts_with(decoded, "http://") && !ascii::starts_with(decoded, "https://")) {
    return std::nullopt;
  }
  Url url = parse_url(decoded);
  if (url.host.find('.') == std::string::npos || organizational_domain(url.host) == own) {
    return std::nullopt;
  }
  return url;
}

void check_redirect(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const Url& url = link.url;
  if (!url.is_web() || url.query.find('=') == std::string::npos) return;
  if (url.query.find("//") == std::string::npos &&
      ascii::find(url.query, "%2f") == std::string::npos) {
    return;
  }
  const std::string& own = facts.author_organization();
  if (own.empty() || organizational_domain(url.host) != own) return;
  if (lists::redirector(url.host, url.path)) return;  // link-redirector reports the public ones
  const std::size_t query = link.target.find('?');
  std::string_view rest = link.target.substr(std::min(query, link.target.size() - 1) + 1);
  rest = rest.substr(0, rest.find('#'));
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto target = foreign_url(pair.substr(std::min(equals + 1, pair.size())), own);
    if (target) {
      const auto begin = static_cast<std::size_t>(pair.data() - link.target.data());
      report(target_place(link, facts, begin, begin + pair.size()),
             fmt::format("the parameter \"{}\" sends people on to {}", pair.substr(0, equals),
                         target->host));
      return;
    }
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
  }
}

/// To, Cc and Bcc; the first ones, since a link holds one address at most.
constexpr std::size_t recipients_compared = 100;

/// The first recipient whose address stands in `text`, which is decoded and lower case.
std::string recipient_in(std::string_view text, const Facts& facts) {
  std::size_t compared = 0;
  for (const AddressList& list : facts.address_lists()) {
    if (list.id != FieldId::to && list.id != FieldId::cc && list.id != FieldId::bcc) continue;
    for (const Mailbox& mailbox : list.mailboxes) {
      if (++compared > recipients_compared) return {};
      if (mailbox.local_part.empty() || mailbox.domain.empty()) continue;
      std::string address = ascii::to_lower(mailbox.address());
      if (text.find(address) != std::string_view::npos) return address;
    }
  }
  return {};
}

void check_address(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  constexpr std::size_t octets_read = 4096;
  if (!link.url.is_web()) return;
  const std::string_view target = link.target.substr(0, octets_read);
  const bool has_sign =
      target.find('@') != std::string_view::npos || target.find("%40") != std::string_view::npos;
  if (!has_sign) return;
  const std::string address = recipient_in(ascii::to_lower(percent_decoded(target)), facts);
  if (address.empty()) return;
  const std::string_view local = std::string_view(address).substr(0, address.rfind('@'));
  std::size_t begin = ascii::find(target, address);
  std::size_t size = address.size();
  if (begin == std::string_view::npos) {
    begin = ascii::find(target, fmt::format("{}%40", local));
    size = address.size() + 2;
  }
  const Place place = begin == std::string_view::npos
                          ? link.place
                          : target_place(link, facts, begin, std::min(begin + size, target.size()));
  report(place, std::string("the address of the recipient is part of the URL"));
}

}  // namespace

constinit const Rule link_open_redirect_param{
    .id = "link-open-redirect-param",
    .severity = Severity::info,
    .criterion = Criterion::links,
    .summary = "Link of the own site carries the URL of another one",
    .why =
        "If the page leads on to whatever the parameter says, anyone can use it to borrow the good "
        "name of the site.",
    .remedy = "Link to the target itself, or let the page check the URL against a list.",
    .references = redirect_references,
    .check = check_redirect,
};

constinit const Rule link_email_in_url{
    .id = "link-email-in-url",
    .severity = Severity::info,
    .criterion = Criterion::links,
    .summary = "Link holds the address of the recipient",
    .why =
        "The address ends up in logs, statistics and the Referer of other sites. Who forwards the "
        "message passes it on.",
    .remedy = "Put a random token in its place.",
    .references = address_references,
    .check = check_address,
};

}  // namespace maillint::rules
