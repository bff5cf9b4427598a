// Rule from-truncating-byte: an octet at which some programs cut the author's address.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/charset.h"
#include "lint/encoded_word.h"
#include "lint/utf8.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5322 3.2.3",
                                           "Shen et al., Weak Links (USENIX Security 2021)"};
constexpr auto npos = std::string_view::npos;

bool is_originator(FieldId id) {
  return id == FieldId::from || id == FieldId::sender || id == FieldId::reply_to;
}

/// The first control octet; folds and tabs are none.
std::size_t find_control(std::string_view text, bool folds_allowed) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (ascii::is_control(text[i])) return i;
    const bool is_fold = text[i] == '\n' || (i + 1 < text.size() && text[i + 1] == '\n');
    if ((text[i] == '\r' || text[i] == '\n') && !(folds_allowed && is_fold)) return i;
  }
  return npos;
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const utf8::CodePoint point = utf8::decode(text, i);
    if (!point.valid) return i;
    i += point.length;
  }
  return npos;
}

/// Latin-1 names in From are header-raw-latin1-from's. 0xFF is in no charset's letters.
bool is_anothers(const AddressList& list, const Facts& facts, std::size_t at) {
  if (list.id != FieldId::from || facts.message().octets()[at] == '\xFF') return false;
  return std::ranges::none_of(list.mailboxes, [&](const Mailbox& mailbox) {
    return at >= mailbox.addr_spec_span.begin && at < mailbox.addr_spec_span.end;
  });
}

void report_octet(const Facts& facts, std::size_t at, const Reporter& report) {
  const auto octet = static_cast<unsigned char>(facts.message().octets()[at]);
  report(span_of(at, at + 1), fmt::format("the octet 0x{:02X}", octet));
}

void check_encoded(const Mailbox& mailbox, const Message& message, const Reporter& report) {
  const Span span = mailbox.display_name_span;
  if (message.text(span).find("=?") == npos) return;
  const DecodedWords name = decode_unstructured(message.text(span), span.begin);
  const std::string_view text = name.text.text();
  std::size_t at = find_control(text, false);
  if (at != npos) {
    report(name.text.source(at, at + 1),
           fmt::format("the octet 0x{:02X}, encoded", static_cast<unsigned char>(text[at])));
    return;
  }
  // An octet that fits no charset, in what looks like an address.
  at = text.find("\xEF\xBF\xBD");
  if (at != npos && text.find('@') != npos) {
    report(name.text.source(at, at + 3), "an octet that fits no charset, encoded");
  }
}

void check(const AddressList& list, const Facts& facts, const Settings&, const Reporter& report) {
  if (!is_originator(list.id) || list.field == nullptr) return;
  const Message& message = facts.message();
  const std::string_view body = message.body(*list.field);
  const std::size_t control = find_control(body, true);
  if (control != npos) {
    report_octet(facts, list.field->body.begin + control, report);
    return;
  }
  if (!is_valid_utf8(body)) {
    const std::size_t invalid = list.field->body.begin + find_invalid_utf8(body);
    if (!is_anothers(list, facts, invalid)) report_octet(facts, invalid, report);
    return;
  }
  for (const Mailbox& mailbox : list.mailboxes) check_encoded(mailbox, message, report);
}

}  // namespace

constinit const Rule from_truncating_byte{
    .id = "from-truncating-byte",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "An octet in the author's address at which programs cut it",
    .why =
        "Some programs show the address up to that octet only, so it looks like another one; "
        "filters take it for forgery.",
    .remedy = "Remove the octet; type the address anew.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
