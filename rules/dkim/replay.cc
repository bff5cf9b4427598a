// Rule dkim-replay-signs: a signed message that went to somebody else, or came days later.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lint/address.h"
#include "lint/ascii.h"
#include "rules/automatic.h"
#include "rules/index.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 6376 8.6", "M3AAWG: DKIM replay (2023)"};
constexpr std::int64_t day = 86'400;
constexpr std::int64_t long_way = 2 * day;

/// The field that names the mailbox it was put into, nullptr if none does.
const Field* delivery_field(const Message& message) {
  for (const FieldId id : {FieldId::x_original_to, FieldId::delivered_to, FieldId::envelope_to,
                           FieldId::x_envelope_to}) {
    if (const Field* field = message.find(id)) return field;
  }
  return nullptr;
}

bool names(const Facts& facts, std::string_view address) {
  for (const FieldId id : {FieldId::to, FieldId::cc, FieldId::bcc}) {
    const AddressList* list = facts.addresses(id);
    if (list == nullptr) continue;
    for (const Mailbox& mailbox : list->mailboxes) {
      if (ascii::equal(mailbox.address(), address)) return true;
    }
  }
  return false;
}

void check(const Message& message, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  const DkimSignature* signature = main_signature(facts);
  const auto arrived = arrival(facts);
  // Lists and forwarders send to others than To names, and hold mail back for days.
  if (signature == nullptr || is_forwarded(message) || is_bounce(message, facts, settings)) return;
  if (arrived && signature->signed_at && *arrived - *signature->signed_at > long_way) {
    report(tag_span(*signature, "t"), fmt::format("signed {} days before it arrived",
                                                  (*arrived - *signature->signed_at) / day));
    return;
  }
  const Field* delivery = delivery_field(message);
  if (delivery == nullptr || !is_signed(facts, "to")) return;
  const Span place = message.trimmed(*delivery);
  std::string_view address = message.text(place);
  if (address.starts_with('<') && address.ends_with('>'))
    address = address.substr(1, address.size() - 2);
  if (!is_addr_spec(address) || names(facts, address)) return;
  // Blind copies and aliases look the same.
  report.as(Severity::info, place,
            {.message = "the signed To and Cc do not name this recipient", .evidence = {}});
}

}  // namespace

constinit const Rule dkim_replay_signs{
    .id = "dkim-replay-signs",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "A signed message looks as if it were sent again",
    .why =
        "Spammers take one message with a good signature and send it to many others, later; the "
        "signature stays valid.",
    .remedy =
        "If it is yours: look why it was on its way for days. Sign To, Cc, Date and Subject "
        "twice, with a short x=.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
