// Rule link-userinfo: a user name stands before the host of the link.
#include <fmt/format.h>

#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 3986 7.6"};

void check(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const Url& url = link.url;
  if (!url.is_web() || !url.has_userinfo || url.host.empty()) return;
  const std::size_t begin =
      url.host_span.begin - std::min<std::size_t>(url.host_span.begin, url.userinfo.size() + 1);
  const std::string_view user = std::string_view(url.userinfo).substr(0, url.userinfo.find(':'));
  report(target_place(link, facts, begin, url.host_span.end),
         fmt::format("\"{}\" before the @ is a user name, the link goes to {}", user, url.host));
}

}  // namespace

constinit const Rule link_userinfo{
    .id = "link-userinfo",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link has a user name before the host",
    .why =
        "People read what stands before the @ as the site. It is a known trick, so filters refuse "
        "it, and browsers drop it or warn.",
    .remedy = "Write the address without a user name and password.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
