// Rules link-punycode-homograph and link-mixed-script: an internationalized host that looks like
// another one.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"UTS 39 (Unicode security mechanisms)", "RFC 5890 4.4"};

constexpr OctetSet octets_8bit(ascii::is_8bit);
bool is_ascii(std::string_view text) { return !octets_8bit.in(text); }

/// The host in letters, "" if all its labels are plain ASCII.
std::string unicode_host(const Url& url) {
  if (url.host.empty() || url.is_ip_literal) return {};
  if (is_ascii(url.host) && url.host.find("xn--") == std::string::npos) return {};
  return to_unicode(url.host).value_or("");
}

std::string_view first_label(std::string_view domain) { return domain.substr(0, domain.find('.')); }

/// The author's or a well-known domain that the host looks like, "" if none.
std::string imitated_domain(const Url& url, const Facts& facts) {
  const std::string organization = organizational_domain(url.host);
  const std::string letters = to_unicode(organization).value_or("");
  const std::string_view label = first_label(letters);
  const std::string look = ascii::to_lower(skeleton(label));
  if (look == label || !is_ascii(look)) return {};
  const std::string& own = facts.author_organization();
  if (organization != own && look == first_label(own)) return own;
  return brand_of_host(url.host) ? std::string() : std::string(brand_domain_of_label(look));
}

void check_homograph(const Link& link, const Facts& facts, const Settings&,
                     const Reporter& report) {
  const std::string host = unicode_host(link.url);
  if (host.empty()) return;
  const std::string imitated = imitated_domain(link.url, facts);
  if (imitated.empty()) return;
  report(host_place(link, facts),
         fmt::format("{} is shown as {} and looks like {}", to_ascii(host).value_or(link.url.host),
                     host, imitated));
}

void check_mixed(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const std::string host = unicode_host(link.url);
  std::string_view rest = host;
  while (!rest.empty()) {
    const std::string_view label = first_label(rest);
    if (mixes_scripts(label)) {
      report(host_place(link, facts),
             fmt::format("\"{}\" mixes letters of different scripts, in ASCII {}", label,
                         to_ascii(label).value_or(link.url.host)));
      return;
    }
    rest.remove_prefix(std::min(label.size() + 1, rest.size()));
  }
}

}  // namespace

constinit const Rule link_punycode_homograph{
    .id = "link-punycode-homograph",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link goes to a look-alike of a well-known domain",
    .why =
        "Letters of other alphabets imitate a name that people trust. Filters and browsers treat "
        "such hosts as phishing.",
    .remedy =
        "Link to the real domain. If the name is yours, use a spelling that cannot be mistaken.",
    .references = references,
    .check = check_homograph,
};

constinit const Rule link_mixed_script{
    .id = "link-mixed-script",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Host of a link mixes alphabets in one word",
    .why =
        "Latin together with Cyrillic or Greek letters in one word serves to deceive the eye. "
        "Registries forbid such names, and filters refuse them.",
    .remedy = "Type the host name again, in one alphabet.",
    .references = references,
    .check = check_mixed,
};

}  // namespace maillint::rules
