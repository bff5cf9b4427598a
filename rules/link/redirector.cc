// Rule link-redirector: the link goes through a public redirector or a link-rewriting gateway.
#include <fmt/format.h>

#include "lint/web/domain.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"rspamd HAS_GOOGLE_REDIR",
                                           "ALL-INKL.COM, Email error messages: Links & URLs"};

void check(const Link& link, const Facts& facts, const Settings& settings, const Reporter& report) {
  const Url& url = link.url;
  if (!url.is_web() || url.host.empty()) return;
  const auto redirector = lists::redirector(url.host, url.path);
  if (!redirector || redirector->only_own) return;
  if (lists::is_url_shortener(url.host)) return;  // link-shortener reports those
  if (redirector->path == "/web/") return;        // web.archive.org: a copy, no way on
  if (organizational_domain(url.host) == facts.author_organization()) return;
  const Place place = host_place(link, facts);
  if (redirector->is_gateway) {
    // In mail received, the recipient's own gateway put it there.
    const bool received = settings.stage == Stage::received;
    report.as(received ? Severity::info : Severity::warning, place,
              {.message = fmt::format(
                   "{} is a security gateway that rewrote the link of a mail received", url.host)});
    return;
  }
  const auto target = redirect_target(url);
  report(place, target ? fmt::format("{} leads on to {}", url.host, target->host)
                       : fmt::format("{} leads on to another site", url.host));
}

}  // namespace

constinit const Rule link_redirector{
    .id = "link-redirector",
    .severity = Severity::warning,
    .criterion = Criterion::links,
    .summary = "Link goes through a public redirector",
    .why =
        "A redirector that takes any target hides the real one behind a well-known name. Phishing "
        "does so, and filters look for it.",
    .remedy = "Link to the target itself.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
