// Rule mime-content-md5-wrong: Content-MD5 is not the digest of the part.
#include <fmt/format.h>

#include <array>
#include <string>

#include "lint/ascii.h"
#include "lint/md5.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 1864 2", "RFC 1864 3"};

using Digest = std::array<std::uint8_t, 16>;

std::string base64(const Digest& digest) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < digest.size(); i += 3) {
    const auto octet = [&](std::size_t at) -> unsigned { return at < 16 ? digest[at] : 0; };
    const unsigned group = octet(i) << 16 | octet(i + 1) << 8 | octet(i + 2);
    for (const unsigned shift : {18u, 12u, 6u, 0u}) text += digits[group >> shift & 63];
  }
  text.replace(22, 2, 2, '=');
  return text;
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
  return base64(md5(canonical));
}

std::string digest_of(std::string_view octets) { return base64(md5(octets)); }

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
