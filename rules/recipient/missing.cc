// Rules recipient-no-to-cc, recipient-bcc-only, recipient-undisclosed, recipient-empty-to.
#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view provider_page = "ALL-INKL.COM, Email error messages: Recipient fields";
constexpr std::string_view no_to_references[] = {provider_page, "SpamAssassin MISSING_HEADERS"};
constexpr std::string_view bcc_references[] = {provider_page};
constexpr std::string_view undisclosed_references[] = {provider_page, "rspamd R_UNDISC_RCPT"};
constexpr std::string_view empty_references[] = {"RFC 5322 3.6.3", provider_page};

bool has_address(const AddressList* list) {
  return list != nullptr && std::ranges::any_of(list->mailboxes, &Mailbox::has_addr_spec);
}

void check_no_to_cc(const Message& message, const Facts&, const Settings& settings,
                    const Reporter& report) {
  if (settings.kind == Kind::template_) return;  // filled in when it is sent
  if (message.has(FieldId::to) || message.has(FieldId::cc)) return;
  if (message.has(FieldId::bcc)) return;  // recipient-bcc-only reports these
  const std::uint32_t end = message.parts()[0].header.end;
  // Delivered, and yet without a trace: an archive has cut the header, perhaps To with it.
  const bool is_cut = message.has(FieldId::return_path) && !message.has(FieldId::received);
  report.as(is_cut ? Severity::info : Severity::warning, Span{end, end},
            {.message = "the header has neither To nor Cc", .evidence = {}});
}

void check_bcc_only(const Message& message, const Facts& facts, const Settings&,
                    const Reporter& report) {
  const Field* bcc = message.find(FieldId::bcc);
  if (bcc == nullptr || message.has(FieldId::to) || message.has(FieldId::cc)) return;
  const Span body = message.trimmed(*bcc);
  const bool has_recipient = has_address(facts.addresses(FieldId::bcc));
  report(body.empty() ? bcc->name : body,
         has_recipient ? "all recipients are in Bcc" : "the only recipient field is an empty Bcc");
}

/// "undisclosed-recipients:;", also without the signs of a group.
void check_undisclosed(const AddressList& list, const Facts& facts, const Settings&,
                       const Reporter& report) {
  if (list.id != FieldId::to || has_address(&list) || list.field == nullptr) return;
  if (has_address(facts.addresses(FieldId::cc))) return;
  const Span body = facts.message().trimmed(*list.field);
  const bool says_so =
      ascii::find(facts.message().text(body), "undisclosed") != std::string_view::npos;
  if (list.groups.empty() && !says_so) return;
  report(body, "To holds no address");
}

void check_empty_to(const AddressList& list, const Facts& facts, const Settings& settings,
                    const Reporter& report) {
  if (list.id != FieldId::to || !list.mailboxes.empty() || !list.groups.empty()) return;
  if (settings.kind == Kind::template_ || list.field == nullptr) return;
  const Span body = facts.message().trimmed(*list.field);
  if (ascii::find(facts.message().text(body), "undisclosed") != std::string_view::npos) return;
  report(body.empty() ? Span{list.field->name.begin, list.field->body.end} : body, "To is empty");
}

}  // namespace

constinit const Rule recipient_no_to_cc{
    .id = "recipient-no-to-cc",
    .severity = Severity::warning,
    .criterion = Criterion::recipients,
    .summary = "Neither To nor Cc",
    .why = "Filters know messages without visible recipients from mass mailings.",
    .remedy = "Put at least one address into To; your own will do.",
    .references = no_to_references,
    .check = check_no_to_cc,
};

constinit const Rule recipient_bcc_only{
    .id = "recipient-bcc-only",
    .severity = Severity::warning,
    .criterion = Criterion::recipients,
    .summary = "All recipients are in Bcc",
    .why = "Mailings to Bcc alone look suspicious to filters.",
    .remedy = "Put at least one address into To; send to many people through list software.",
    .references = bcc_references,
    .check = check_bcc_only,
};

constinit const Rule recipient_undisclosed{
    .id = "recipient-undisclosed",
    .severity = Severity::warning,
    .criterion = Criterion::recipients,
    .summary = "To is a group without members",
    .why = "Mailings to hidden recipients look suspicious to filters.",
    .remedy = "Put at least one address into To; send to many people through list software.",
    .references = undisclosed_references,
    .check = check_undisclosed,
};

constinit const Rule recipient_empty_to{
    .id = "recipient-empty-to",
    .severity = Severity::error,
    .criterion = Criterion::recipients,
    .summary = "To is empty",
    .why = "An empty To is not allowed, and some servers refuse the message for it.",
    .remedy = "Put at least one address into To, or leave the field out.",
    .references = empty_references,
    .check = check_empty_to,
};

}  // namespace maillint::rules
