// Rules loop-auto-reply-to-auto, loop-auto-reply-unmarked: automatic replies that feed a loop.
#include <fmt/core.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view to_auto_references[] = {"RFC 3834 2",
                                                   "ALL-INKL.COM, Email error messages: Mail loop"};
constexpr std::string_view unmarked_references[] = {"RFC 3834 5"};

std::string_view value(const Message& message, FieldId id) {
  const Field* field = message.find(id);
  return field == nullptr ? std::string_view() : message.text(message.trimmed(*field));
}

bool is_marked_reply(const Message& message) {
  if (ascii::starts_with(value(message, FieldId::auto_submitted), "auto-replied")) return true;
  const std::string_view precedence = value(message, FieldId::precedence);
  return ascii::equal(precedence, "auto_reply") || ascii::equal(precedence, "auto-reply") ||
         message.has(FieldId::x_autoreply) || message.has(FieldId::x_autorespond);
}

bool is_bounce(const Message& message, const Facts& facts, const Settings& settings) {
  if (settings.kind == Kind::report || message.has(FieldId::x_failed_recipients)) return true;
  if (message.parts()[0].type == "multipart/report") return true;
  const Mailbox* author = facts.author();
  return author != nullptr && (ascii::equal(author->local_part, "mailer-daemon") ||
                               ascii::equal(author->local_part, "postmaster"));
}

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

/// Words that people write in subjects themselves: automatic only in an answer.
bool is_weak_subject(std::string_view subject) {
  constexpr std::string_view words[] = {"auto:",
                                        "away:",
                                        "vacation:",
                                        "on vacation:",
                                        "urlaub:",
                                        "absence",
                                        "urlop:",
                                        "ausente:",
                                        "assente:",
                                        "abwesend:",
                                        "thank you for",
                                        "we have",
                                        "i am out",
                                        "je suis",
                                        "ich bin",
                                        "de vacaciones:",
                                        "eingangsbestätigung",
                                        "poissa:",
                                        "lomalla:",
                                        "afwezig:",
                                        "em férias:",
                                        "外出",
                                        "不在:",
                                        "frånvaro:"};
  return std::ranges::any_of(
      words, [&](std::string_view word) { return ascii::starts_with(subject, word); });
}

void unmarked(const Subject& subject, const Facts& facts, const Settings& settings,
              const Reporter& report) {
  const Message& message = facts.message();
  if (!lists::auto_reply_subject(subject.text)) return;
  if (message.has(FieldId::auto_submitted) || is_marked_reply(message)) return;
  if (!value(message, FieldId::precedence).empty() ||
      message.has(FieldId::x_auto_response_suppress)) {
    return;  // the other programs' way to say it
  }
  if (is_bounce(message, facts, settings)) return;
  if (is_weak_subject(subject.text) && !message.has(FieldId::in_reply_to)) return;
  report(subject.source(0, subject.text.size()), "an automatic reply without Auto-Submitted");
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
    .references = to_auto_references,
    .check = to_auto,
};

constinit const Rule loop_auto_reply_unmarked{
    .id = "loop-auto-reply-unmarked",
    .severity = Severity::warning,
    .criterion = Criterion::loop,
    .summary = "An automatic reply that does not say it is one",
    .why =
        "Other autoresponders look for Auto-Submitted to keep silent. Without it they answer, and "
        "the two may never stop.",
    .remedy = "Add the field  Auto-Submitted: auto-replied  to what the autoresponder sends.",
    .references = unmarked_references,
    .check = unmarked,
};

}  // namespace maillint::rules
