// Rule header-bcc-leak: the blind copies are visible in a message that was sent.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/fixes/words.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5322 3.6.3"};

/// A server may leave each blind recipient his own address (RFC 5322 3.6.3, the second way).
bool is_own_copy(const Message& message, const Mailbox& mailbox) {
  for (const FieldId id : {FieldId::delivered_to, FieldId::x_original_to, FieldId::envelope_to,
                           FieldId::x_envelope_to}) {
    const Field* field = message.find(id);
    if (field == nullptr) continue;
    if (ascii::find(message.body(*field), mailbox.address()) != std::string_view::npos) return true;
  }
  return false;
}

void check(const AddressList& list, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  // A draft and a copy in the Sent folder keep Bcc, so that the sender knows whom he wrote to.
  if (list.id != FieldId::bcc || settings.stage != Stage::received) return;
  if (list.field == nullptr || settings.kind == Kind::template_) return;
  const auto count =
      static_cast<std::size_t>(std::ranges::count_if(list.mailboxes, &Mailbox::has_addr_spec));
  if (count == 0) return;  // RFC 5322 allows an empty Bcc
  if (count == 1 && is_own_copy(facts.message(), list.mailboxes.front())) return;
  report(facts.message().trimmed(*list.field),
         count == 1 ? "a blind recipient is visible"
                    : fmt::format("{} blind recipients are visible", count));
}

}  // namespace

constinit const Rule header_bcc_leak{
    .id = "header-bcc-leak",
    .severity = Severity::error,
    .criterion = Criterion::recipients,
    .summary = "Bcc is still in the message that was sent",
    .why = "Every recipient can read whom the blind copies went to.",
    .remedy =
        "Remove Bcc before sending: the program or script must give these addresses to the "
        "mail server only.",
    .references = references,
    .fix = {.title = "Remove the field", .safe = false, .edits = remove_field},
    .check = check,
};

}  // namespace maillint::rules
