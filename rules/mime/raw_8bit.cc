// Rule mime-8bit-in-7bit: octets above 127 where the encoding promises there are none.
#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 2045 6.2", "RFC 2045 6.7"};

/// Text that never heard of MIME; mime-charset-missing-8bit reports it.
bool is_plain_old(const Message& message) {
  return !message.has(FieldId::mime_version) && !message.has(FieldId::content_type) &&
         !message.has(FieldId::content_transfer_encoding);
}

std::string_view words_for(const Message& message, std::uint32_t index) {
  if (message.parts()[index].encoding == TransferEncoding::quoted_printable)
    return "8-bit characters in a part marked quoted-printable";
  return message.find(FieldId::content_transfer_encoding, index) == nullptr
             ? "8-bit characters, but no Content-Transfer-Encoding, which means 7bit"
             : "8-bit characters in a part marked 7bit";
}

void check(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  if (is_plain_old(message)) return;
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    const bool promised = part.encoding == TransferEncoding::seven_bit ||
                          part.encoding == TransferEncoding::quoted_printable;
    if (!is_leaf(part) || !promised) return;
    const std::string_view body = message.text(part.body);
    const std::size_t begin = ascii::find_8bit(body);
    if (begin == std::string_view::npos) return;
    std::size_t end = begin;
    while (end < body.size() && ascii::is_8bit(body[end])) ++end;
    // Without the field nobody promised anything: it is an oversight, and mostly harmless today.
    const bool marked = message.find(FieldId::content_transfer_encoding, i) != nullptr;
    report.as(marked ? Severity::error : Severity::warning,
              Place{.source = span_of(part.body.begin + begin, part.body.begin + end), .part = i},
              {.message = std::string(words_for(message, i))});
  });
}

}  // namespace

constinit const Rule mime_8bit_in_7bit{
    .id = "mime-8bit-in-7bit",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "8-bit characters in a part marked 7bit",
    .why =
        "A server may clear the eighth bit or refuse the message; umlauts and accents arrive as "
        "other letters. DKIM signatures break when a server repairs it.",
    .remedy = "Mark the part 8bit, or encode it as quoted-printable or base64.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
