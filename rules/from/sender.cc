// Rules from-sender-redundant, from-missing-sender-used, from-mdn-to-other: fields that name the
// author a second time.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view redundant_references[] = {"RFC 5322 3.6.2"};
constexpr std::string_view missing_references[] = {
    "RFC 5322 3.6.2", "Chen et al., Composition Kills (USENIX Security 2020)"};
constexpr std::string_view mdn_references[] = {"RFC 8098 2.1", "rspamd HEADER_FORGED_MDN"};

bool is_usable(const Mailbox& mailbox) {
  return !mailbox.local_part.empty() && !mailbox.domain.empty();
}

bool is_same(const Mailbox& a, const Mailbox& b) {
  return ascii::equal(a.local_part, b.local_part) && a.domain == b.domain;
}

void redundant(const AddressList& list, const Facts& facts, const Settings&,
               const Reporter& report) {
  if (list.id != FieldId::sender || list.mailboxes.size() != 1) return;
  const AddressList* from = facts.addresses(FieldId::from);
  if (from == nullptr || from->mailboxes.size() != 1) return;
  const Mailbox& sender = list.mailboxes.front();
  if (!is_usable(sender) || !is_same(sender, from->mailboxes.front())) return;
  report(sender.addr_spec_span, "Sender names the author once more");
}

void missing(const Message& message, const Facts& facts, const Settings& settings,
             const Reporter& report) {
  if (settings.kind == Kind::template_) return;
  const AddressList* other = nullptr;
  for (const AddressList& list : facts.address_lists()) {
    const bool usable = std::ranges::any_of(list.mailboxes, is_usable);
    if (list.id == FieldId::from && usable) return;
    const bool stands_in = list.id == FieldId::sender || list.id == FieldId::resent_from;
    if (stands_in && usable && other == nullptr) other = &list;
  }
  const auto words = [&](std::string_view name) {
    return fmt::format("From {}, so programs show {}",
                       message.has(FieldId::from) ? "holds no address" : "is missing", name);
  };
  if (other != nullptr) {
    report(message.trimmed(*other->field), words(field_name(other->id)));
    return;
  }
  for (const Field& field : message.fields()) {
    if (!ascii::equal(message.name(field), "X-Original-From")) continue;
    report(message.trimmed(field), words("X-Original-From"));
    return;
  }
}

/// Whether that mailbox is the author's, in one of the fields where he may stand.
bool is_authors(const Facts& facts, const Mailbox& mailbox) {
  for (const FieldId id : {FieldId::from, FieldId::sender, FieldId::reply_to}) {
    const AddressList* list = facts.addresses(id);
    if (list == nullptr) continue;
    const bool found = std::ranges::any_of(list->mailboxes, [&](const Mailbox& other) {
      return ascii::equal(other.local_part, mailbox.local_part) &&
             same_organization(other.domain, mailbox.domain);
    });
    if (found) return true;
  }
  const Field* path = facts.message().find(FieldId::return_path);
  return path != nullptr &&
         ascii::find(facts.message().body(*path), mailbox.address()) != std::string_view::npos;
}

void mdn_to_other(const AddressList& list, const Facts& facts, const Settings&,
                  const Reporter& report) {
  if (list.id != FieldId::disposition_notification_to || facts.author() == nullptr) return;
  if (is_discussion(facts.message())) return;  // lists write From anew
  for (const Mailbox& mailbox : list.mailboxes) {
    if (!is_usable(mailbox) || is_authors(facts, mailbox)) continue;
    report(mailbox.addr_spec_span,
           fmt::format("the read receipt goes to {}, the message is from {}", mailbox.address(),
                       facts.author()->address()));
  }
}

}  // namespace

constinit const Rule from_sender_redundant{
    .id = "from-sender-redundant",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "Sender and From name the same address",
    .why = "The standard advises against it; some clients then show \"on behalf of\".",
    .remedy = "Leave Sender out unless somebody else sends the message.",
    .references = redundant_references,
    .check = redundant,
};

constinit const Rule from_missing_sender_used{
    .id = "from-missing-sender-used",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "From holds no address, so programs show another field",
    .why =
        "Nothing checks the field that readers see instead of From: forgers use that, and servers "
        "refuse the message.",
    .remedy = "Write the author's address into From.",
    .references = missing_references,
    .check = missing,
};

constinit const Rule from_mdn_to_other{
    .id = "from-mdn-to-other",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "The read receipt goes to another address than the sender's",
    .why = "Clients do not send such a receipt unasked; filters take it for a spammer's probe.",
    .remedy = "Ask for receipts to the address in From.",
    .references = mdn_references,
    .check = mdn_to_other,
};

}  // namespace maillint::rules
