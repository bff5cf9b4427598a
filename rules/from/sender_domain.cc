// Rules from-freemail-bulk, from-noreply: addresses that do not suit a sender of much mail.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view freemail_references[] = {"Gmail: Email sender guidelines (81126)",
                                                    "Yahoo Sender Hub"};
constexpr std::string_view freemail_programmes[] = {"gmail-bulk", "yahoo"};
constexpr std::string_view noreply_references[] = {
    "Microsoft: requirements for high-volume senders (2025)"};

/// Sent through the provider itself, which signs.
bool is_signed_by(const Message& message, std::string_view domain) {
  return std::ranges::any_of(signing_domains(message), [&](std::string_view signer) {
    return same_organization(signer, domain);
  });
}

void freemail(const AddressList& list, const Facts& facts, const Settings&,
              const Reporter& report) {
  if (list.id != FieldId::from) return;
  const Message& message = facts.message();
  // A person who writes to a list, or answers a newsletter.
  if (is_discussion(message) || message.has(FieldId::in_reply_to)) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    if (mailbox.domain.empty() || !lists::is_freemail(mailbox.domain)) continue;
    if (is_signed_by(message, mailbox.domain)) continue;
    report(mailbox.addr_spec_span, fmt::format("bulk mail from an address at {}", mailbox.domain));
  }
}

/// Of a delivery: nobody answers these.
bool is_notice(const Message& message, const Settings& settings) {
  return settings.kind == Kind::report || message.has(FieldId::x_failed_recipients) ||
         message.parts()[0].type == "multipart/report";
}

void noreply(const AddressList& list, const Facts& facts, const Settings& settings,
             const Reporter& report) {
  if (list.id != FieldId::from || is_notice(facts.message(), settings)) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    const std::string local_part = ascii::to_lower(mailbox.local_part);
    if (!lists::is_noreply(local_part) || local_part == "mailer-daemon") continue;
    report(mailbox.addr_spec_span, "the address asks not to be answered");
  }
}

}  // namespace

constinit const Rule from_freemail_bulk{
    .id = "from-freemail-bulk",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .profiles = {Profile::bulk},
    .summary = "Bulk mail from an address of a free mail provider",
    .why =
        "The providers' DMARC policies tell receivers to refuse such mail unless the provider's "
        "own servers sent it.",
    .remedy = "Send from an address of your own domain.",
    .references = freemail_references,
    .required_by = freemail_programmes,
    .check = freemail,
};

constinit const Rule from_noreply{
    .id = "from-noreply",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "From is a no-reply address",
    .why = "Answers are lost; Microsoft asks senders for an address that takes replies.",
    .remedy = "Send from an address that somebody reads.",
    .references = noreply_references,
    .check = noreply,
};

}  // namespace maillint::rules
