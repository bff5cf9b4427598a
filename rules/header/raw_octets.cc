// Rules header-raw-8bit-subject, header-raw-latin1-from, header-raw-8bit-to: octets that a header
// may not hold as they are.
#include <algorithm>

#include "lint/ascii.h"
#include "lint/charset.h"
#include "rules/fixes/words.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view subject_references[] = {"RFC 5322 2.2", "RFC 2047", "RFC 6532"};
constexpr std::string_view to_references[] = {"RFC 6532", "RFC 2047"};
constexpr std::string_view from_references[] = {"RFC 5322 2.2", "RFC 6532 3.2"};

/// From the first to the last octet above 127; empty if there is none.
Span raw_8bit(const Message& message, const Field& field) {
  const std::string_view body = message.body(field);
  const auto first = std::ranges::find_if(body, ascii::is_8bit);
  if (first == body.end()) return {field.body.begin, field.body.begin};
  const std::size_t begin = static_cast<std::size_t>(first - body.begin());
  std::size_t end = body.size();
  while (!ascii::is_8bit(body[end - 1])) --end;
  return span_of(field.body.begin + begin, field.body.begin + end);
}

void check_subject(const Subject& subject, const Facts& facts, const Settings& settings,
                   const Reporter& report) {
  const Message& message = facts.message();
  const Span raw = raw_8bit(message, *subject.field);
  if (raw.empty()) return;
  const bool is_utf8 = is_valid_utf8(message.text(raw));
  if (is_utf8 && facts.came_by_smtputf8()) return;
  // The client encodes a draft when it sends it.
  const bool is_draft = is_utf8 && settings.stage == Stage::draft;
  report.as(is_draft ? Severity::warning : Severity::error, raw,
            {.message = is_utf8 ? "UTF-8 that is not encoded" : "octets that are not encoded"});
}

void check_from(const AddressList& list, const Facts& facts, const Settings&,
                const Reporter& report) {
  if (list.id != FieldId::from || list.field == nullptr) return;
  const Message& message = facts.message();
  const Span raw = raw_8bit(message, *list.field);
  if (raw.empty() || is_valid_utf8(message.text(raw))) return;
  report(raw, "octets that are neither ASCII nor UTF-8");
}

bool is_recipient_field(FieldId id) {
  return id == FieldId::to || id == FieldId::cc || id == FieldId::bcc || id == FieldId::resent_to ||
         id == FieldId::resent_cc;
}

/// An address with such letters can only be written to by SMTPUTF8.
bool has_utf8_address(const Message& message, const AddressList& list) {
  return std::ranges::any_of(list.mailboxes, [&](const Mailbox& mailbox) {
    return std::ranges::any_of(message.text(mailbox.addr_spec_span), ascii::is_8bit);
  });
}

void check_to(const AddressList& list, const Facts& facts, const Settings& settings,
              const Reporter& report) {
  if (!is_recipient_field(list.id) || list.field == nullptr) return;
  const Message& message = facts.message();
  const Span raw = raw_8bit(message, *list.field);
  if (raw.empty()) return;
  const bool is_utf8 = is_valid_utf8(message.text(raw));
  if (is_utf8 && (facts.came_by_smtputf8() || has_utf8_address(message, list))) return;
  const bool is_draft = is_utf8 && settings.stage == Stage::draft;
  report.as(is_draft ? Severity::info : Severity::warning, raw,
            {.message = is_utf8 ? "UTF-8 that is not encoded" : "octets that are not encoded"});
}

}  // namespace

constinit const Rule header_raw_8bit_to{
    .id = "header-raw-8bit-to",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "A recipient's name holds letters that are not encoded",
    .why = "Servers without SMTPUTF8 may refuse it or garble the letters.",
    .remedy = "Let the program encode the name (RFC 2047).",
    .references = to_references,
    .fix = {.title = "Encode the names", .edits = encode_names},
    .check = check_to,
};

constinit const Rule header_raw_8bit_subject{
    .id = "header-raw-8bit-subject",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Subject holds letters that are not encoded",
    .why = "Servers may refuse it or garble the letters; filters score it.",
    .remedy = "Let the program encode the Subject (RFC 2047).",
    .references = subject_references,
    .fix = {.title = "Encode the words", .edits = encode_subject},
    .check = check_subject,
};

constinit const Rule header_raw_latin1_from{
    .id = "header-raw-latin1-from",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "From holds raw Latin-1 letters",
    .why =
        "No standard allows them; readers see a garbled name, and servers may refuse the "
        "message.",
    .remedy = "Let the program encode the name (RFC 2047).",
    .references = from_references,
    .fix = {.title = "Encode the name, read as Windows-1252",
            .safe = false,
            .edits = encode_guessed_names},
    .check = check_from,
};

}  // namespace maillint::rules
