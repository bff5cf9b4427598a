// Rules dkim-domain-nul-or-special, dkim-i-not-in-d, dkim-d-is-public-suffix: whose signature it
// is.
#include "lint/web/domain.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/address.h"
#include "lint/ascii.h"
#include "lint/ip_text.h"
#include "rules/index.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view special_references[] = {"RFC 6376 3.5", "CVE-2020-12272",
                                                   "Chen et al., USENIX Security 2020"};
constexpr std::string_view identity_references[] = {"RFC 6376 3.5", "RFC 6376 6.1.1"};
constexpr std::string_view suffix_references[] = {"RFC 9989 4.10", "publicsuffix.org"};

/// Letters, digits, hyphens, dots, "_" and U-labels (RFC 8616).
bool is_name_character(char c) {
  return ascii::is_alnum(c) || c == '-' || c == '.' || c == '_' || ascii::is_8bit(c);
}

bool is_label_list(std::string_view name) {
  return !name.empty() && !name.starts_with('.') && !name.ends_with('.') &&
         name.find("..") == std::string_view::npos && std::ranges::all_of(name, is_name_character);
}

/// What may stand before the "@" of i=, beside letters and digits; quoted-printable of RFC
/// 6376 2.11 included.
bool is_local_character(char c) {
  return ascii::is_alnum(c) || ascii::is_8bit(c) ||
         std::string_view(".!#$%&*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

std::string shown(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F
             ? fmt::format("octet {}", static_cast<unsigned>(static_cast<unsigned char>(c)))
             : fmt::format("'{}'", c);
}

void report_character(const SignatureTag& tag, std::size_t at, const Reporter& report) {
  report(span_of(tag.value_span.begin + at, tag.value_span.begin + at + 1),
         fmt::format("{} has no place in {}=", shown(tag.value[at]), tag.name));
}

void check_name(const SignatureTag* tag, const Reporter& report) {
  if (tag == nullptr || tag->value.empty() || is_label_list(tag->value)) return;
  const auto wrong = std::ranges::find_if_not(tag->value, is_name_character);
  if (wrong == tag->value.end()) {
    report(tag->value_span, fmt::format("{}= has an empty label", tag->name));
    return;
  }
  report_character(*tag, static_cast<std::size_t>(wrong - tag->value.begin()), report);
}

/// A line end, or the indent behind it.
bool is_in_fold(std::string_view text, std::size_t at) {
  while (at > 0 && ascii::is_wsp(text[at])) --at;
  return text[at] == '\r' || text[at] == '\n';
}

void special(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    check_name(signature.tags.find("d"), report);
    check_name(signature.tags.find("s"), report);
    const SignatureTag* identity = signature.tags.find("i");
    const std::size_t sign =
        identity == nullptr ? std::string_view::npos : identity->value.rfind('@');
    if (sign == std::string_view::npos) continue;  // dkim-i-not-in-d reports these
    for (std::size_t i = 0; i < identity->value.size(); ++i) {
      const char c = identity->value[i];
      if (i == sign || (i < sign ? is_local_character(c) : is_name_character(c))) continue;
      if (is_in_fold(identity->value, i)) continue;
      report_character(*identity, i, report);
      break;
    }
  }
}

bool is_within(std::string_view name, std::string_view domain) {
  if (ascii::equal(name, domain)) return true;
  return ascii::ends_with(name, domain) && name.size() > domain.size() &&
         name[name.size() - domain.size() - 1] == '.';
}

void identity(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    const SignatureTag* tag = signature.tags.find("i");
    if (tag == nullptr || tag->value.empty() || signature.domain.empty()) continue;
    const std::string_view domain = domain_of(tag->value);
    if (is_within(domain, signature.domain)) continue;
    report(tag->value_span, domain.empty() ? "i= names no domain"
                                           : fmt::format("i= is not within {}", signature.domain));
  }
}

void suffix(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    if (signature.domain.empty() || is_ip_text(signature.domain)) continue;
    if (is_public_suffix(signature.domain))
      report(tag_span(signature, "d"),
             fmt::format("anyone can hold a domain below {}", signature.domain));
  }
}

}  // namespace

constinit const Rule dkim_domain_nul_or_special{
    .id = "dkim-domain-nul-or-special",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "A domain or selector of a signature holds a character that no name has",
    .why =
        "With such octets an attacker lets one program verify a domain and another one show a "
        "different one.",
    .remedy = "Write plain domain names into d=, s= and i=.",
    .references = special_references,
    .check = special,
};

constinit const Rule dkim_i_not_in_d{
    .id = "dkim-i-not-in-d",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The signature's identity lies outside its domain",
    .why = "Verifiers must refuse a signature whose i= is neither d= nor a subdomain of it.",
    .remedy = "Leave i= out, or let it end with @ and the domain of d=.",
    .references = identity_references,
    .check = identity,
};

constinit const Rule dkim_d_is_public_suffix{
    .id = "dkim-d-is-public-suffix",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The signing domain is a public suffix",
    .why =
        "It belongs to everyone who registers a name below it, so receivers do not take it for "
        "the author's.",
    .remedy = "Sign with your own domain in d=.",
    .references = suffix_references,
    .check = suffix,
};

}  // namespace maillint::rules
