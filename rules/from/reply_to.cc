// Rules from-reply-to-freemail, from-reply-to-other-domain, from-reply-to-equals-to,
// from-reply-to-unparseable: where answers go.
#include <fmt/core.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view freemail_references[] = {"SpamAssassin FREEMAIL_FORGED_REPLYTO"};
constexpr std::string_view other_references[] = {"rspamd REPLYTO_DOM_NEQ_FROM_DOM"};
constexpr std::string_view equals_references[] = {"rspamd REPLYTO_EQ_TO_ADDR"};
constexpr std::string_view unparseable_references[] = {
    "RFC 5322 3.6.2", "ALL-INKL.COM, Email error messages: Technical cleanliness"};

/// A form of a website writes to its own house, with the visitor's address in Reply-To.
bool stays_in_the_house(const Facts& facts) {
  const AddressList* to = facts.addresses(FieldId::to);
  return to != nullptr && std::ranges::any_of(to->mailboxes, [&](const Mailbox& mailbox) {
           return mailbox.has_addr_spec() &&
                  same_organization(mailbox.domain, facts.author_domain());
         });
}

/// A Reply-To mailbox that leaves the author's organization, nullptr if all stay.
const Mailbox* foreign_mailbox(const AddressList& list, const Facts& facts) {
  if (list.id != FieldId::reply_to || facts.author() == nullptr) return nullptr;
  for (const Mailbox& mailbox : list.mailboxes) {
    if (mailbox.domain.empty() || same_organization(mailbox.domain, facts.author_domain()))
      continue;
    return &mailbox;
  }
  return nullptr;
}

/// Anyone can hold such an address, and the author's is none of that kind.
bool goes_to_freemail(const Mailbox& mailbox, const Facts& facts) {
  return lists::is_freemail(mailbox.domain) && !lists::is_freemail(facts.author_domain());
}

void freemail(const AddressList& list, const Facts& facts, const Settings& settings,
              const Reporter& report) {
  const Mailbox* mailbox = foreign_mailbox(list, facts);
  if (mailbox == nullptr || !goes_to_freemail(*mailbox, facts)) return;
  // A newsletter carries list fields too, but its answers belong to its sender.
  if (settings.profile != Profile::bulk && is_list_mail(facts.message())) return;
  if (stays_in_the_house(facts)) return;
  report(mailbox->addr_spec_span, fmt::format("answers go to {}, the message is from {}",
                                              mailbox->domain, facts.author_domain()));
}

void other_domain(const AddressList& list, const Facts& facts, const Settings&,
                  const Reporter& report) {
  const Mailbox* mailbox = foreign_mailbox(list, facts);
  if (mailbox == nullptr || goes_to_freemail(*mailbox, facts)) return;
  if (is_list_mail(facts.message())) return;
  report(mailbox->addr_spec_span, fmt::format("answers go to {}, the message is from {}",
                                              mailbox->domain, facts.author_domain()));
}

bool is_same(const Mailbox& a, const Mailbox& b) {
  return a.has_addr_spec() && ascii::equal(a.local_part, b.local_part) &&
         ascii::equal(a.domain, b.domain);
}

void equals_to(const AddressList& list, const Facts& facts, const Settings&,
               const Reporter& report) {
  if (list.id != FieldId::reply_to || list.mailboxes.size() != 1) return;
  const AddressList* to = facts.addresses(FieldId::to);
  if (to == nullptr || to->mailboxes.size() != 1) return;
  const Mailbox& mailbox = list.mailboxes.front();
  if (!is_same(mailbox, to->mailboxes.front())) return;
  // To oneself, to a list, or by a form: all ordinary.
  if (facts.author() != nullptr && is_same(mailbox, *facts.author())) return;
  if (is_list_mail(facts.message()) || stays_in_the_house(facts)) return;
  report(mailbox.addr_spec_span, "answers go to the recipient");
}

void unparseable(const AddressList& list, const Facts& facts, const Settings&,
                 const Reporter& report) {
  if (list.id != FieldId::reply_to) return;
  const Message& message = facts.message();
  const auto is_readable = [](const Mailbox& m) { return m.has_addr_spec() && !m.domain.empty(); };
  if (std::ranges::any_of(list.mailboxes, is_readable)) return;  // address-* report the others
  const Span value = message.trimmed(*list.field);
  report(value.empty() ? list.field->name : value,
         value.empty() ? "is empty" : "holds no address that can be answered");
}

}  // namespace

constinit const Rule from_reply_to_freemail{
    .id = "from-reply-to-freemail",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Answers go to a free mailbox",
    .why =
        "A company's name in From and a free mailbox in Reply-To is the pattern of payment fraud; "
        "filters count it.",
    .remedy = "Let answers go to an address of your own domain.",
    .references = freemail_references,
    .check = freemail,
};

constinit const Rule from_reply_to_other_domain{
    .id = "from-reply-to-other-domain",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "Answers go to another domain",
    .why = "That is often meant so, but fraudsters do it too, and some filters count it.",
    .remedy = "Use the same domain in From and Reply-To where you can.",
    .references = other_references,
    .check = other_domain,
};

constinit const Rule from_reply_to_equals_to{
    .id = "from-reply-to-equals-to",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Answers would go to the recipient himself",
    .why =
        "A mailing script filled the wrong field, or a forger hides where the message is from; "
        "filters count it.",
    .remedy = "Put your own address into Reply-To, or leave the field out.",
    .references = equals_references,
    .check = equals_to,
};

constinit const Rule from_reply_to_unparseable{
    .id = "from-reply-to-unparseable",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Reply-To holds no address",
    .why = "Answers fail, and filters object to originator fields that break the standard.",
    .remedy = "Write an address such as anna@example.com into Reply-To, or leave the field out.",
    .references = unparseable_references,
    .check = unparseable,
};

}  // namespace maillint::rules
