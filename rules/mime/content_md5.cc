// Rule mime-content-md5-wrong: Content-MD5 is not the digest of the part.
#include <fmt/format.h>

#include <string>

#include "lint/ascii.h"
#include "lint/md5.h"
#include "lint/mimetic_adapter.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 1864 2", "RFC 1864 3"};

std::string digest_of(std::string_view octets) {
  const auto digest = md5(octets);
  return encode_base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

/// With CR LF as line end, the canonical form of text.
std::string digest_of_text(std::string_view text) {
  std::string canonical;
  canonical.reserve(text.size() + text.size() / 16);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    canonical += line;
    if (end == std::string_view::npos) break;
    canonical += "\r\n";
    text.remove_prefix(end + 1);
  }
  return digest_of(canonical);
}

/// Whether the digest is that of the part: of its octets, or of the text with CR LF, with or
/// without the line end before the delimiter, which programs count in different ways.
bool matches(std::string_view declared, std::string_view octets, bool is_text) {
  if (declared == digest_of(octets)) return true;
  if (!is_text) return false;
  if (declared == digest_of_text(octets)) return true;
  return declared == digest_of_text(std::string(octets) + '\n');
}

void check(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    const Field* field = message.find(FieldId::content_md5, i);
    if (field == nullptr || !is_leaf(part)) return;
    const Place place = field_place(message, FieldId::content_md5, i);
    std::string declared = message.unfolded(*field);
    if (const std::size_t comment = declared.find_first_of(" \t("); comment != std::string::npos)
      declared.resize(comment);
    const std::string_view octets = facts.decoded_body(i).octets.text();
    const bool is_text =
        part.type.starts_with("text/") || part.encoding != TransferEncoding::base64;
    if (matches(declared, octets, is_text)) return;
    if (declared.size() != 24 || !declared.ends_with("==")) {
      report(place, "not the base64 of an MD5 digest");
    } else {
      report(place, fmt::format("the digest of this part is {}",
                                is_text ? digest_of_text(octets) : digest_of(octets)));
    }
  });
}

}  // namespace

constinit const Rule mime_content_md5_wrong{
    .id = "mime-content-md5-wrong",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Content-MD5 does not fit the part",
    .why =
        "The part was changed after it was sealed, on its way or by its own program. Clients that "
        "look at it warn the reader.",
    .remedy = "Compute it last, or leave the field out: DKIM does it better.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
