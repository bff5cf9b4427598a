// Rules mime-cte-unknown, mime-cte-on-multipart: the Content-Transfer-Encoding cannot be undone.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view unknown_references[] = {"RFC 2045 6.1"};
constexpr std::string_view multipart_references[] = {"RFC 2045 6.4"};

void check_unknown(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    const Field* field = message.find(FieldId::content_transfer_encoding, i);
    if (field == nullptr) return;
    const Place place{.source = message.trimmed(*field), .part = i};
    const std::string_view value = message.text(place.source);
    if (is_standard_encoding(value)) return;
    if (value.empty()) return report(place, "the field is empty");
    const std::string_view word = value.substr(0, value.find_first_of(" \t\r\n(;"));
    const bool comment = value.ends_with(')') && is_standard_encoding(word);
    if (comment) {
      report.as(Severity::warning, place, {.message = "a comment beside the encoding"});
    } else if (part.encoding != TransferEncoding::unknown && !ascii::starts_with(value, "x-") &&
               !ascii::starts_with(value, "uu")) {
      report(place, fmt::format("more than the name of an encoding: \"{}\"", value));
    } else {
      report(place, fmt::format("no encoding is named \"{}\"", value));
    }
  });
}

/// Of these the parts inside have encodings of their own (RFC 2045 6.4). message/global may be
/// encoded (RFC 6532).
bool is_composite(std::string_view type) {
  return type.starts_with("multipart/") || type == "message/rfc822" || type == "message/partial" ||
         type == "message/external-body";
}

void check_multipart(const Message& message, const Facts&, const Settings&,
                     const Reporter& report) {
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    const bool encoded = part.encoding == TransferEncoding::base64 ||
                         part.encoding == TransferEncoding::quoted_printable;
    if (!encoded || !is_composite(part.type)) return;
    const Place place = field_place(message, FieldId::content_transfer_encoding, i);
    report(place, fmt::format("{} on {}", message.text(place.source), part.type));
  });
}

}  // namespace

constinit const Rule mime_cte_unknown{
    .id = "mime-cte-unknown",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Unknown Content-Transfer-Encoding",
    .why =
        "Clients cannot decode the part, or guess: they show it raw, or as a file to save. Filters "
        "suspect that something is hidden.",
    .remedy = "Say exactly one of 7bit, 8bit, quoted-printable and base64.",
    .references = unknown_references,
    .check = check_unknown,
};

constinit const Rule mime_cte_on_multipart{
    .id = "mime-cte-on-multipart",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Multipart or message encoded as a whole",
    .why =
        "Only single parts may be encoded. Some programs decode the whole and others do not, so "
        "recipients and filters see different messages.",
    .remedy = "Give it 7bit or 8bit, and encode the parts inside.",
    .references = multipart_references,
    .check = check_multipart,
};

}  // namespace maillint::rules
