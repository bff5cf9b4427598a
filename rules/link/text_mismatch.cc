// Rules link-text-href-mismatch and link-text-https-href-http: the text of a link shows one
// address, the link goes to another one.
#include <fmt/format.h>

#include "lint/web/domain.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/link/shown.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view mismatch_references[] = {
    "ALL-INKL.COM, Email error messages: Links & URLs", "rspamd PHISHING"};
constexpr std::string_view https_references[] = {"SpamAssassin HTTPS_HTTP_MISMATCH"};

/// Hosts shown in one link text that are compared with the target.
constexpr int hosts_compared = 4;
/// Redirectors inside redirectors that are followed.
constexpr int redirects_followed = 3;

/// Where the link really leads, as far as the URL tells.
Url final_target(const Url& url) {
  Url target = url;
  for (int i = 0; i < redirects_followed; ++i) {
    auto next = redirect_target(target);
    if (!next) break;
    target = *std::move(next);
  }
  return target;
}

bool is_same_owner(const Url& shown, const Url& target) {
  return same_organization(shown.host, target.host) || same_brand(shown.host, target.host);
}

/// A mailing service that counts clicks, by its own host or by the path on a branded one.
bool counts_clicks(const Url& target) {
  if (lists::click_tracking_service(target.host)) return true;
  const std::string path =
      target.query.empty() ? target.path : fmt::format("{}?{}", target.path, target.query);
  return lists::click_tracking_path_service(path).has_value();
}

/// Counting clicks is legal, and the author's own domain deceives less than a foreign one.
Severity severity_of(const Url& shown, const Url& target, const Facts& facts) {
  const std::string& own = facts.author_organization();
  const bool own_target = !own.empty() && organizational_domain(target.host) == own;
  if (!counts_clicks(target)) return own_target ? Severity::warning : Severity::error;
  const bool own_site = !own.empty() && organizational_domain(shown.host) == own;
  return own_site || own_target ? Severity::info : Severity::warning;
}

void check_mismatch(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  if (!link.url.is_web() || link.url.host.empty()) return;
  auto shown = shown_url(link);
  if (!shown) return;
  const Url target = final_target(link.url);
  const ShownUrl first = *shown;
  for (int i = 0; i < hosts_compared && shown; ++i) {
    if (is_same_owner(shown->url, link.url) || is_same_owner(shown->url, target)) return;
    const auto end =
        static_cast<std::size_t>(shown->text.data() + shown->text.size() - link.shown.data());
    shown = shown_url(link, end);
  }
  const Severity severity = severity_of(first.url, target, facts);
  const bool counts = severity != Severity::error && counts_clicks(target);
  report.as(severity, link.place,
            {.message = fmt::format("the text shows {}, the link goes to {}{}", first.url.host,
                                    target.host, counts ? ", which counts clicks" : "")});
}

void check_https(const Link& link, const Facts&, const Settings&, const Reporter& report) {
  if (link.url.scheme != "http") return;
  const auto shown = shown_url(link);
  if (!shown || shown->url.scheme != "https") return;
  report(link.place,
         fmt::format("the text shows {}, the link goes to http://{}", shown->text, link.url.host));
}

}  // namespace

constinit const Rule link_text_href_mismatch{
    .id = "link-text-href-mismatch",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Text of a link shows another address than its target",
    .why = "Filters and people read this as phishing.",
    .remedy = "Show the real address, or a label that is no address (\"Sign in\").",
    .references = mismatch_references,
    .check = check_mismatch,
};

constinit const Rule link_text_https_href_http{
    .id = "link-text-https-href-http",
    .severity = Severity::warning,
    .criterion = Criterion::links,
    .summary = "Text of a link shows https, the target is http",
    .why =
        "The reader is promised an encrypted page and gets another one. Filters count it as a sign "
        "of phishing.",
    .remedy = "Link to the https address.",
    .references = https_references,
    .check = check_https,
};

}  // namespace maillint::rules
