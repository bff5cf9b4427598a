// Why a returned message fails DMARC, as far as its header shows it without DNS.
#include "rules/explain/dmarc.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/address.h"
#include "lint/ascii.h"
#include "lint/web/domain.h"

namespace maillint {
namespace {

/// The d= tag of a DKIM-Signature body (RFC 6376 3.5), folds allowed; "" if there is none.
std::string signing_domain(std::string_view body) {
  while (!body.empty()) {
    const std::size_t end = std::min(body.find(';'), body.size());
    const std::string_view tag = ascii::trim(body.substr(0, end));
    body.remove_prefix(std::min(end + 1, body.size()));
    const std::size_t equals = tag.find('=');
    if (equals == std::string_view::npos || ascii::trim(tag.substr(0, equals)) != "d") continue;
    return ascii::to_lower(ascii::trim(tag.substr(equals + 1)));
  }
  return {};
}

std::string domain_of_path(std::string_view path) {
  const std::size_t at = path.rfind('@');
  if (at == std::string_view::npos) return {};
  std::string_view domain = path.substr(at + 1);
  domain = domain.substr(0, domain.find_first_of("> \t\r\n"));
  return ascii::to_lower(domain);
}

}  // namespace

DmarcFacts read_dmarc_facts(const Facts& original) {
  const Message& message = original.message();
  DmarcFacts facts;
  facts.author_domain = std::string(original.author_domain());
  for (const Field& field : message.fields()) {
    if (field.id != FieldId::dkim_signature) continue;
    std::string domain = signing_domain(message.body(field));
    if (domain.empty()) continue;
    facts.dkim_aligned |= same_organization(domain, facts.author_domain);
    if (facts.dkim_domains.size() < 5) facts.dkim_domains.push_back(std::move(domain));
  }
  if (const Field* path = message.find(FieldId::return_path)) {
    facts.envelope_domain = domain_of_path(message.body(*path));
  }
  facts.envelope_aligned = !facts.envelope_domain.empty() &&
                           same_organization(facts.envelope_domain, facts.author_domain);
  return facts;
}

std::string describe_dmarc(const DmarcFacts& facts, Language language) {
  const bool de = language == Language::de;
  if (facts.author_domain.empty()) {
    return de ? "die zurückgesandte Nachricht hat keine Domain in From"
              : "the returned message has no domain in From";
  }
  const std::string domains = fmt::format("{}", fmt::join(facts.dkim_domains, ", "));
  std::string text = de ? fmt::format("From ist {}, ", facts.author_domain)
                        : fmt::format("From is {}, ", facts.author_domain);
  if (facts.dkim_domains.empty()) {
    text += de ? "es gibt keine DKIM-Signatur" : "there is no DKIM signature";
  } else if (facts.dkim_aligned) {
    text += de ? fmt::format("die DKIM-Signatur ist von {}", domains)
               : fmt::format("the DKIM signature is by {}", domains);
  } else {
    text += de ? fmt::format("die DKIM-Signatur ist von {} und passt nicht dazu", domains)
               : fmt::format("the DKIM signature is by {}, which does not align", domains);
  }
  if (facts.envelope_domain.empty()) {
    text += de ? "; der Umschlagabsender ist nicht zu sehen" : "; the envelope sender is not shown";
  } else if (facts.envelope_aligned) {
    text += de ? fmt::format(", und der Umschlagabsender gehört zu {}: SPF muss dafür bestehen",
                             facts.envelope_domain)
               : fmt::format(", and the envelope sender is at {}, so SPF must pass for it",
                             facts.envelope_domain);
  } else {
    text += de ? fmt::format(", und der Umschlagabsender gehört zu {}: SPF kann nicht passen",
                             facts.envelope_domain)
               : fmt::format(", and the envelope sender is at {}, so SPF cannot align",
                             facts.envelope_domain);
  }
  return text;
}

std::string advise_dmarc(const DmarcFacts& facts, Language language) {
  const bool de = language == Language::de;
  const std::string& domain = facts.author_domain;
  if (domain.empty()) {
    return de ? "In From fehlt eine Domain." : "From holds no domain.";
  }
  if (facts.dkim_aligned) {
    return de ? fmt::format(
                    "Die Signatur mit d={} ist da: Prüfen Sie den Schlüssel im DNS und was die "
                    "Nachricht "
                    "unterwegs verändert.",
                    domain)
              : fmt::format(
                    "a signature for {} is there: check its key in DNS, and what changes the "
                    "message "
                    "on its way.",
                    domain);
  }
  if (facts.envelope_aligned) {
    return de ? fmt::format(
                    "Signieren Sie mit DKIM d={}, und tragen Sie den sendenden Server in den "
                    "SPF-Eintrag von {} ein.",
                    domain, facts.envelope_domain)
              : fmt::format(
                    "sign with DKIM d={}, and name the sending server in the SPF record of {}.",
                    domain, facts.envelope_domain);
  }
  return de ? fmt::format("Signieren Sie mit DKIM d={}.", domain)
            : fmt::format("sign with DKIM d={}.", domain);
}

}  // namespace maillint
