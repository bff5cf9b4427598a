// Rule loop-auto-reply-to-auto: an automatic reply to what answers by itself too.
#include "lint/ascii.h"
#include "rules/automatic.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 3834 2",
                                           "ALL-INKL.COM, Email error messages: Mail loop"};

/// Nobody reads answers there, or another program does (RFC 3834 2: no answer to "owner-" and
/// "-request", nor to a list's bounce address).
bool is_automatic_mailbox(std::string_view local_part) {
  if (lists::is_noreply(local_part)) return true;
  for (const std::string_view start : {"owner-", "bounce-", "bounces-", "bounce+", "bounces+"}) {
    if (ascii::starts_with(local_part, start)) return true;
  }
  for (const std::string_view end : {"-request", "-owner", "-bounces", "-bounce"}) {
    if (ascii::ends_with(local_part, end)) return true;
  }
  return false;
}

/// "Automatic reply: Out of office: x": an automatic reply answered another one.
bool is_stacked(std::string_view subject, std::size_t& second) {
  const std::size_t colon = subject.find(": ");
  if (colon == std::string_view::npos || !lists::auto_reply_subject(subject)) return false;
  second = colon + 2;
  std::string_view rest = subject.substr(second);
  if (const auto prefix = lists::reply_prefix(rest)) {
    rest.remove_prefix(prefix->length);
    second += prefix->length;
  }
  return lists::auto_reply_subject(rest).has_value();
}

void to_auto(const Message& message, const Facts& facts, const Settings& settings,
             const Reporter& report) {
  if (is_bounce(message, facts, settings)) return;  // these go where RFC 3464 sends them
  const Subject* subject = facts.subject();
  const bool is_reply =
      is_marked_reply(message) || (subject != nullptr && lists::auto_reply_subject(subject->text));
  if (!is_reply) return;
  if (const AddressList* to = facts.addresses(FieldId::to)) {
    for (const Mailbox& mailbox : to->mailboxes) {
      if (!mailbox.has_addr_spec() || !is_automatic_mailbox(mailbox.local_part)) continue;
      report(mailbox.addr_spec_span, "an automatic reply to an address that no person reads");
      return;
    }
  }
  std::size_t second = 0;
  if (subject != nullptr && is_stacked(subject->text, second)) {
    report(subject->source(second, subject->text.size()),
           "an automatic reply to an automatic reply");
  }
}

}  // namespace

constinit const Rule loop_auto_reply_to_auto{
    .id = "loop-auto-reply-to-auto",
    .severity = Severity::error,
    .criterion = Criterion::loop,
    .summary = "An automatic reply to a machine",
    .why =
        "If the other side answers by itself too, both answer each other without end. Servers "
        "stop such mail as a loop.",
    .remedy =
        "Let the autoresponder answer people only: never Auto-Submitted mail, mailing lists, "
        "no-reply or bounce addresses, and each sender once in some days.",
    .references = references,
    .check = to_auto,
};

}  // namespace maillint::rules
