// Rules link-nonstandard-port, link-escaped-host, link-host-trailing-dot, link-many-subdomains: odd
// things between "//" and the path.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/link/target.h"
#include "rules/placeholder.h"

namespace maillint::rules {
namespace {

constexpr std::string_view port_references[] = {"SpamAssassin WEIRD_PORT"};
constexpr std::string_view escape_references[] = {"SpamAssassin HTTP_ESCAPED_HOST",
                                                  "RFC 3986 3.2.2"};
constexpr std::string_view dot_references[] = {"RFC 1034 3.1"};
constexpr std::string_view deep_references[] = {"SpamAssassin MANY_SUBDOM"};

void check_port(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const Url& url = link.url;
  if (url.port == 0 || url.port == 80 || url.port == 443 || !url.is_web()) return;
  const std::size_t end =
      std::min(link.target.find_first_of("/?#\\", url.host_span.end), link.target.size());
  report(target_place(link, facts, url.host_span.begin, end),
         fmt::format("{} is asked on port {}", url.host, url.port));
}

enum class Escapes : std::uint8_t { none, letters, ascii };

/// "%77" hides an ASCII letter, "%C3%BC" is a legal way to write another one.
Escapes escapes_in(std::string_view host) {
  Escapes result = Escapes::none;
  for (std::size_t i = 0; i + 2 < host.size(); ++i) {
    if (host[i] != '%' || !ascii::is_hex(host[i + 1]) || !ascii::is_hex(host[i + 2])) continue;
    if (ascii::hex_value(host[i + 1]) < 8) return Escapes::ascii;
    result = Escapes::letters;
  }
  return result;
}

void check_escape(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const Url& url = link.url;
  if (!url.has_host_escape || !url.is_web() || url.is_ip_literal) return;  // link-ip-obfuscated
  const Escapes escapes = escapes_in(url.host_raw);
  if (escapes == Escapes::none || find_placeholder(url.host_raw)) return;
  report.as(escapes == Escapes::ascii ? Severity::error : Severity::info, host_place(link, facts),
            {.message = fmt::format("{} is another way to write {}", url.host_raw, url.host)});
}

void check_dot(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const Url& url = link.url;
  if (!url.host_raw.ends_with('.') || !url.is_web() || url.is_malformed()) return;
  report(host_place(link, facts), fmt::format("\"{}\" ends with a dot", url.host_raw));
}

/// What a library's proxy puts before its own name is a whole host of others.
bool is_proxy(std::string_view host) { return host.find("proxy") != std::string_view::npos; }

void check_deep(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  constexpr std::ptrdiff_t fewest = 5;  // labels before the registered domain
  const Url& url = link.url;
  if (std::ranges::count(url.host, '.') <= fewest || !url.is_web() || url.is_ip_literal) return;
  if (url.is_malformed() || is_proxy(url.host)) return;
  const std::string organization = organizational_domain(url.host);
  const auto labels = std::ranges::count(url.host, '.') - url.host.ends_with('.') -
                      std::ranges::count(organization, '.');
  if (labels < fewest) return;
  report(host_place(link, facts), fmt::format("{} names stand before {}", labels, organization));
}

}  // namespace

constinit const Rule link_nonstandard_port{
    .id = "link-nonstandard-port",
    .severity = Severity::info,
    .criterion = Criterion::links,
    .summary = "Link names an unusual port",
    .why =
        "Public sites answer on 80 and 443. Other ports are blocked in many networks, and filters "
        "know them from hijacked machines.",
    .remedy = "Serve the page on port 443.",
    .references = port_references,
    .check = check_port,
};

constinit const Rule link_escaped_host{
    .id = "link-escaped-host",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Host of a link is written with %-escapes",
    .why =
        "No host name needs an escape for an ASCII letter. It serves to hide the name from "
        "filters, and they refuse it.",
    .remedy = "Write the host in plain letters.",
    .references = escape_references,
    .check = check_escape,
};

constinit const Rule link_host_trailing_dot{
    .id = "link-host-trailing-dot",
    .severity = Severity::info,
    .criterion = Criterion::links,
    .summary = "Host of a link ends with a dot",
    .why =
        "It is legal, but block lists and certificates know the name without it, so spammers use "
        "it to evade them.",
    .remedy = "Drop the dot.",
    .references = dot_references,
    .check = check_dot,
};

constinit const Rule link_many_subdomains{
    .id = "link-many-subdomains",
    .severity = Severity::warning,
    .criterion = Criterion::links,
    .summary = "Host of a link has very many labels",
    .why =
        "A long row of names pushes the real domain out of sight on a small screen. Phishing does "
        "so, and filters count the labels.",
    .remedy = "Link to a shorter host name.",
    .references = deep_references,
    .check = check_deep,
};

}  // namespace maillint::rules
