// Rule body-nul-byte: a NUL octet in the body.
#include <fmt/format.h>

#include <algorithm>

#include "rules/body/part_at.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5322 4.1", "RFC 2045 2.7"};

void check_nul(const Message& message, const Facts& facts, const Settings&,
               const Reporter& report) {
  const BodyParts parts(message);
  const std::string_view all = message.octets();
  for (std::size_t i = parts.body().begin; (i = all.find('\0', i)) < parts.body().end;) {
    const std::size_t end = std::min(all.find_first_not_of('\0', i), all.size());
    if (!parts.is_binary(i)) {
      report(parts.place(i, end),
             end - i == 1 ? std::string("a NUL octet") : fmt::format("{} NUL octets", end - i));
    }
    i = end;
  }
  // Also where the transfer encoding hid it: "=00".
  for (const TextBody& body : facts.text_bodies()) {
    if (body.text.is_verbatim()) continue;
    const std::string_view text = body.text.text();
    for (std::size_t i = 0; (i = text.find('\0', i)) != std::string_view::npos; ++i) {
      const Place place = facts.place_in(body, i, i + 1);
      if (message.text(place.source) == std::string_view("\0", 1)) continue;
      report(place, std::string("an encoded NUL octet in the text"));
    }
  }
}

}  // namespace

constinit const Rule body_nul_byte{
    .id = "body-nul-byte",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "NUL octet in the body",
    .why = "Many programs stop reading there, so filters and people see different messages.",
    .remedy = "Take it out; send binary data as base64.",
    .references = references,
    .check = check_nul,
};

}  // namespace maillint::rules
