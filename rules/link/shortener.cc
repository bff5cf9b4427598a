// Rule link-shortener: the link goes to a URL shortener.
#include <fmt/format.h>

#include "lint/web/domain.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"ALL-INKL.COM, Email error messages: Links & URLs",
                                           "SpamAssassin 25_url_shortener.cf"};

/// "https://bit.ly/" names the service itself, "https://x7.alturl.com/" hides something.
bool is_front_page(const Url& url) {
  const bool has_code = url.path.size() > 1 || !url.query.empty();
  const std::string organization = organizational_domain(url.host);
  return !has_code && (url.host == organization || url.host == "www." + organization);
}

void check(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const Url& url = link.url;
  if (!url.is_web() || !lists::is_url_shortener(url.host) || is_front_page(url)) return;
  const std::string_view owner = lists::shortener_owner(url.host);
  const Place place = host_place(link, facts);
  if (owner.empty()) {
    report(place, fmt::format("{} hides where the link leads", url.host));
  } else {
    report.as(Severity::info, place,
              {.message = fmt::format("{} hides the page, but leads to {} only", url.host, owner)});
  }
}

}  // namespace

constinit const Rule link_shortener{
    .id = "link-shortener",
    .severity = Severity::warning,
    .criterion = Criterion::links,
    .summary = "Link goes to a URL shortener",
    .why =
        "Shorteners hide the target, so spammers use them, and filters refuse mail for them. A "
        "shared shortener is also judged by what all its other users link to.",
    .remedy = "Link to the real address. If you must count clicks, use a host of your own domain.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
