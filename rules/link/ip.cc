// Rules link-ip-literal and link-ip-obfuscated: the host of the link is an IP address.
#include <fmt/format.h>

#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view literal_references[] = {
    "rspamd HTTP_TO_IP", "ALL-INKL.COM, Email error messages: Links & URLs"};
constexpr std::string_view obfuscated_references[] = {"SpamAssassin URI_HEX_IP", "WHATWG URL 3.5"};

void check_literal(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const Url& url = link.url;
  if (!url.is_web() || !url.is_ip_literal || url.is_ip_obfuscated) return;
  report(host_place(link, facts), fmt::format("the host is the IP address {}", url.host));
}

void check_obfuscated(const Link& link, const Facts& facts, const Settings&,
                      const Reporter& report) {
  const Url& url = link.url;
  if (!url.is_web() || !url.is_ip_obfuscated) return;
  report(host_place(link, facts),
         fmt::format("{} is another way to write {}", url.host_raw, url.host));
}

}  // namespace

constinit const Rule link_ip_literal{
    .id = "link-ip-literal",
    .severity = Severity::warning,
    .criterion = Criterion::links,
    .summary = "Link goes to an IP address",
    .why =
        "Serious senders have a name for their site. Filters score an address in its place as a "
        "sign of a hijacked machine.",
    .remedy = "Link to a host name of your domain.",
    .references = literal_references,
    .check = check_literal,
};

constinit const Rule link_ip_obfuscated{
    .id = "link-ip-obfuscated",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link hides an IP address behind another notation",
    .why =
        "Hexadecimal, octal and decimal addresses have no use but to slip past filters, and "
        "filters know them.",
    .remedy = "Link to a host name of your domain.",
    .references = obfuscated_references,
    .check = check_obfuscated,
};

}  // namespace maillint::rules
