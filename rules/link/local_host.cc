// Rule link-localhost-staging: the host of a link exists on the author's side only.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/link/internal.h"
#include "rules/link/target.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 6761", "RFC 1918", "Litmus: pre-send checklist"};

enum class Reach : std::uint8_t { everyone, machine, network, staging, maybe_staging };

bool is_below(std::string_view host, std::string_view name) {
  return host == name || (host.ends_with(name) && host[host.size() - name.size() - 1] == '.');
}

/// Of an address as Url::host gives it.
Reach reach_of_address(std::string_view host) {
  if (host == "[::1]" || host == "0.0.0.0" || host.starts_with("127.")) return Reach::machine;
  if (host.starts_with("[fe80:") || host.starts_with("[fd") || host.starts_with("[fc")) {
    return Reach::network;
  }
  if (host.starts_with("10.") || host.starts_with("192.168.") || host.starts_with("169.254.")) {
    return Reach::network;
  }
  if (!host.starts_with("172.") || host.size() < 7 || host[6] != '.') return Reach::everyone;
  const std::string_view second = host.substr(4, 2);
  return second >= "16" && second <= "31" ? Reach::network : Reach::everyone;
}

/// "staging", "shop-stg", "preprod2": what sites for trying out are called.
bool is_staging_label(std::string_view label) {
  static constexpr std::string_view words[] = {"staging", "stage",         "stg",
                                               "preprod", "preproduction", "uat"};
  while (!label.empty()) {
    std::string_view token = label.substr(0, label.find('-'));
    label.remove_prefix(std::min(token.size() + 1, label.size()));
    while (!token.empty() && ascii::is_digit(token.back())) token.remove_suffix(1);
    if (std::ranges::find(words, token) != std::end(words)) return true;
  }
  return false;
}

/// A host of the author's own. "dev" and "test" may also be what a public site is about.
Reach own_staging(std::string_view host, const Facts& facts) {
  const std::string& own = facts.author_organization();
  if (own.empty() || host.size() <= own.size() || !is_below(host, own)) return Reach::everyone;
  Reach reach = Reach::everyone;
  std::string_view labels = host.substr(0, host.size() - own.size() - 1);
  while (!labels.empty()) {
    const std::string_view label = labels.substr(0, labels.find('.'));
    if (is_staging_label(label)) return Reach::staging;
    if (label == "dev" || label == "test" || label == "qa") reach = Reach::maybe_staging;
    labels.remove_prefix(std::min(label.size() + 1, labels.size()));
  }
  return reach;
}

Reach reach_of(const Url& url, const Facts& facts) {
  std::string_view host = url.host;
  if (host.ends_with('.')) host.remove_suffix(1);
  if (url.is_ip_literal) return reach_of_address(host);
  for (const std::string_view name : {"localhost", "test", "invalid", "localhost.localdomain"}) {
    if (is_below(host, name)) return Reach::machine;
  }
  if (host == "http" || host == "https") return Reach::everyone;  // link-double-scheme
  if (is_intranet_host(host)) return Reach::network;
  return own_staging(host, facts);
}

/// The reader sees the host and so does who wrote it: "it runs on http://localhost:8080/".
bool is_spelled_out(const Link& link) {
  return link.html == nullptr || link.shown.find(link.url.host) != std::string_view::npos;
}

void check(const Link& link, const Facts& facts, const Settings& settings, const Reporter& report) {
  const Url& url = link.url;
  if (!url.is_web() || url.host.empty() || url.is_malformed()) return;
  const Reach reach = reach_of(url, facts);
  if (reach == Reach::everyone) return;
  const bool meant =
      reach == Reach::maybe_staging ||
      (settings.profile == Profile::personal && (reach == Reach::staging || is_spelled_out(link)));
  const bool shared =
      is_log_mail(facts.message(), facts) ||
      (reach == Reach::machine ? is_intranet_host(facts.author_domain()) : is_internal_mail(facts));
  const std::string_view words = reach == Reach::machine   ? "exists nowhere but there"
                                 : reach == Reach::network ? "is reached from inside only"
                                                           : "is a site for trying out";
  report.as(meant || shared ? Severity::info : Severity::error, host_place(link, facts),
            {.message = fmt::format("{} {}", url.host, words)});
}

}  // namespace

constinit const Rule link_localhost_staging{
    .id = "link-localhost-staging",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link goes to a test or internal host",
    .why =
        "It works on the author's machine or network, and nowhere else. Recipients get an error, "
        "or a page that was not meant for them.",
    .remedy = "Link to the public site.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
