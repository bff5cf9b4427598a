// Rule from-mail-from-mismatch: neither the envelope sender nor a signature belongs to the author's
// domain.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "lint/authentication_results.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 9989 5.3",
                                           "Shen et al., Weak Links (USENIX Security 2021)"};
// Before DMARC (2012) nobody took care that they fit.
constexpr std::int64_t dmarc_begins = 1'325'376'000;

/// "<bounce@example.com>", "bounce@example.com", "example.com".
std::string_view address_in(std::string_view text) {
  text = ascii::trim(text);
  if (text.starts_with('"')) text.remove_prefix(1);
  if (text.starts_with('<')) text.remove_prefix(1);
  return text.substr(0, text.find_first_of("> ;\t\r\n\""));
}

std::string_view envelope_from(const Message& message, std::string_view spf) {
  const std::size_t at = ascii::find(spf, "envelope-from=");
  if (at != std::string_view::npos) return address_in(spf.substr(at + 14));
  const std::size_t of = ascii::find(spf, "domain of ");
  if (of != std::string_view::npos) return address_in(spf.substr(of + 10));
  const Field* field = message.find(FieldId::authentication_results);
  if (field == nullptr) return {};
  for (const AuthenticationMethod& method :
       parse_authentication_results(message.body(*field), field->body.begin).methods) {
    const std::string_view value = method.property("smtp", "mailfrom");
    if (!value.empty()) return address_in(value);
  }
  return {};
}

/// The envelope sender as the last server wrote it down; "" if nobody did, or it is empty.
std::string_view envelope_sender(const Message& message) {
  if (const Field* path = message.find(FieldId::return_path)) {
    return address_in(message.body(*path));
  }
  const Field* spf = message.find(FieldId::received_spf);
  return envelope_from(message, spf == nullptr ? std::string_view() : message.body(*spf));
}

/// A receiver found DMARC or an aligned signature good.
bool is_authenticated(const Message& message, std::string_view author) {
  for (const Field& field : message.fields()) {
    if (field.id != FieldId::authentication_results &&
        field.id != FieldId::arc_authentication_results)
      continue;
    for (const AuthenticationMethod& method :
         parse_authentication_results(message.body(field), field.body.begin).methods) {
      if (!ascii::equal(method.result, "pass")) continue;
      if (ascii::equal(method.method, "dmarc")) return true;
      std::string_view domain = method.property("header", "d");
      if (domain.empty()) domain = domain_of(method.property("header", "i"));
      if (ascii::equal(method.method, "dkim") && same_organization(domain, author)) return true;
    }
  }
  return std::ranges::any_of(signing_domains(message), [&](std::string_view signer) {
    return same_organization(signer, author);
  });
}

/// Forwarders and lists send in their own name, and say so.
bool was_sent_on(const Message& message, std::string_view envelope) {
  if (ascii::starts_with(envelope, "SRS0") || ascii::starts_with(envelope, "SRS1")) return true;
  if (is_discussion(message) || message.has(FieldId::resent_from)) return true;
  // Receivers seal what reaches them; a second seal is another server's.
  const auto seals = std::ranges::count(message.fields(), FieldId::arc_seal, &Field::id);
  return seals > 1 || std::ranges::any_of(message.fields(), [&](const Field& field) {
           return ascii::starts_with(message.name(field), "X-Forwarded-");
         });
}

bool is_before_dmarc(const Facts& facts) {
  const std::optional<DateTime> date = facts.date();
  return date && date->seconds > 0 && date->seconds < dmarc_begins;
}

void check(const Message& message, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  const std::string_view author = facts.author_domain();
  if (author.find('.') == std::string_view::npos) return;
  const std::string_view envelope = envelope_sender(message);
  const std::size_t at = envelope.rfind('@');
  const std::string_view domain = at == std::string_view::npos ? envelope : envelope.substr(at + 1);
  if (domain.find('.') == std::string_view::npos || same_organization(domain, author)) return;
  if (settings.kind == Kind::report || is_before_dmarc(facts)) return;
  if (was_sent_on(message, envelope) || is_authenticated(message, author)) return;
  const AddressList* sender = facts.addresses(FieldId::sender);
  const bool is_declared =
      sender != nullptr && std::ranges::any_of(sender->mailboxes, [&](const Mailbox& mailbox) {
        return !mailbox.domain.empty() && same_organization(mailbox.domain, domain);
      });
  report.as(is_declared ? Severity::info : Severity::error, facts.author()->addr_spec_span,
            {.message = fmt::format("the envelope sender is at {}, and no signature is of {}",
                                    domain, author)});
}

}  // namespace

constinit const Rule from_mail_from_mismatch{
    .id = "from-mail-from-mismatch",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Neither envelope sender nor signature belongs to the author's domain",
    .why =
        "DMARC fails for such a message, whatever SPF says: anyone at a shared mail service can "
        "write it.",
    .remedy = "Sign with DKIM for the domain in From, or use an envelope sender of that domain.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
