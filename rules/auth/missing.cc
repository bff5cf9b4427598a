// Rules auth-dkim-missing, auth-arc-missing-forwarder: fields that should have been added on the
// way.
#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/receiver_results.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view dkim_references[] = {"Gmail: Email sender guidelines (81126)",
                                                "Yahoo: Sender best practices",
                                                "Outlook.com: 550 5.7.515"};
constexpr std::string_view arc_references[] = {"Gmail: Email sender guidelines (81126)",
                                               "RFC 8617"};
constexpr std::string_view programmes[] = {"gmail-bulk", "yahoo", "outlook"};

/// 2007-05-01: DKIM was published in that month (RFC 4871), so older mail cannot have it.
constexpr std::int64_t first_signatures = 1'177'977'600;

Span author_place(const Message& message) {
  const Field* from = message.find(FieldId::from);
  if (from == nullptr) return span_of(message.parts()[0].header.end, message.parts()[0].header.end);
  return message.trimmed(*from);
}

void dkim(const Message& message, const Facts& facts, const Settings& settings,
          const Reporter& report) {
  // A draft or a sent copy is signed by the server that sends it.
  if (settings.stage != Stage::received || settings.kind != Kind::message) return;
  if (message.has(FieldId::dkim_signature) || !message.has(FieldId::from)) return;
  const auto date = facts.date();
  if (date && date->seconds < first_signatures) return;
  if (settings.profile == Profile::bulk) {
    report(author_place(message), "no DKIM-Signature");
    return;
  }
  // Of single messages receivers want DKIM or SPF.
  const AuthenticationMethod* none = recorded(facts, "dkim", "none");
  const AuthenticationMethod* spf = recorded(facts, "spf");
  if (none == nullptr || spf == nullptr || ascii::equal(spf->result, "pass") ||
      ascii::equal(spf->result, "temperror"))
    return;
  report.as(Severity::warning, none->span,
            {.message = "no DKIM-Signature, and SPF did not pass either", .evidence = {}});
}

const Field* sign_of_forwarder(const Message& message) {
  for (const FieldId id : {FieldId::resent_from, FieldId::list_post, FieldId::list_id}) {
    if (const Field* field = message.find(id)) return field;
  }
  return rewritten_path(message);
}

void arc(const Message& message, const Facts& facts, const Settings& settings,
         const Reporter& report) {
  if (settings.stage != Stage::received || message.has(FieldId::arc_seal)) return;
  // Without a signature or a result of its own there is nothing to pass on.
  if (!message.has(FieldId::dkim_signature) || facts.authentication_results().empty()) return;
  const Field* sign = sign_of_forwarder(message);
  if (sign != nullptr) report(Span{sign->name.begin, sign->body.end}, "forwarded without ARC");
}

}  // namespace

constinit const Rule auth_dkim_missing{
    .id = "auth-dkim-missing",
    .severity = Severity::error,
    .criterion = Criterion::authentication,
    .summary = "No DKIM signature",
    .why =
        "Gmail, Yahoo and Outlook.com refuse bulk mail that is not signed, and other mail that "
        "passes neither DKIM nor SPF.",
    .remedy = "Switch on DKIM in the mail server or at the sending service, and publish its key.",
    .references = dkim_references,
    .required_by = programmes,
    .check = dkim,
};

constinit const Rule auth_arc_missing_forwarder{
    .id = "auth-arc-missing-forwarder",
    .severity = Severity::info,
    .criterion = Criterion::authentication,
    .profiles = {Profile::personal},
    .summary = "Forwarded without ARC",
    .why =
        "Forwarding breaks SPF and often DKIM; ARC tells the next server what the first one "
        "saw. Gmail asks forwarders for it.",
    .remedy = "Switch on ARC in the list or forwarding software (OpenARC, rspamd, Mailman 3).",
    .references = arc_references,
    .check = arc,
};

}  // namespace maillint::rules
