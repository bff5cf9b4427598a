// Rules mime-charset-*: the declared charset and the octets do not fit.
#include "lint/charset.h"

#include <fmt/format.h>

#include "lint/ascii.h"
#include "lint/charset_table.h"
#include "rules/index.h"
#include "rules/mime/part.h"
#include "rules/registered_charset.h"

namespace maillint::rules {
namespace {

constexpr std::string_view missing_references[] = {"RFC 2046 4.1.2"};
constexpr std::string_view unknown_references[] = {"RFC 2046 4.1.2", "IANA character sets"};
constexpr std::string_view utf8_references[] = {"RFC 3629 4"};

CharsetKind kind_of(std::string_view charset) {
  const Charset* found = find_charset(charset);
  return found == nullptr ? CharsetKind::refused : found->kind;
}

/// The first character of the text that is no ASCII, with its neighbours; empty if there is none.
Place first_8bit(const TextBody& body, const Facts& facts) {
  const std::string_view text = body.text.text();
  const std::size_t begin = ascii::find_8bit(text);
  if (begin == std::string_view::npos) return {};
  std::size_t end = begin;
  while (end < text.size() && ascii::is_8bit(text[end])) ++end;
  return facts.place_in(body, begin, end);
}

void check_missing(const TextBody& body, const Facts& facts, const Settings&,
                   const Reporter& report) {
  if (!body.charset.empty()) return;
  const Place place = first_8bit(body, facts);
  if (place.source.empty()) return;
  // Mail that knows nothing of MIME is read by guessing anyway.
  const bool is_mime = facts.message().has(FieldId::mime_version);
  report.as(is_mime ? Severity::error : Severity::warning, place,
            {.message = "8-bit text, and no charset says what it means"});
}

void check_unknown(const Message& message, const Facts& facts, const Settings&,
                   const Reporter& report) {
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    if (!is_leaf(part) || !part.type.starts_with("text/")) return;
    const Parameter* charset = facts.content_type(i).find("charset");
    if (charset == nullptr || is_known_charset(charset->value)) return;
    if (is_registered_charset(charset->value)) return;
    report(Place{.source = charset->span, .part = i},
           charset->value.empty() ? std::string("the charset is empty")
                                  : fmt::format("no charset is named \"{}\"", charset->value));
  });
}

void check_utf8(const TextBody& body, const Facts& facts, const Settings&, const Reporter& report) {
  if (body.invalid_octets == 0 || kind_of(body.charset) != CharsetKind::utf8) return;
  const std::size_t at = body.text.text().find("\xEF\xBF\xBD");
  if (at == std::string_view::npos) return;
  report(facts.place_in(body, at, at + 3),
         fmt::format("{} octet{} that {} no UTF-8", body.invalid_octets,
                     body.invalid_octets == 1 ? "" : "s", body.invalid_octets == 1 ? "is" : "are"));
}

void check_ascii(const TextBody& body, const Facts& facts, const Settings&,
                 const Reporter& report) {
  if (body.charset.empty() || kind_of(body.charset) != CharsetKind::ascii) return;
  const Place place = first_8bit(body, facts);
  if (!place.source.empty())
    report(place, fmt::format("8-bit text, but the charset is {}", body.charset));
}

}  // namespace

constinit const Rule mime_charset_missing_8bit{
    .id = "mime-charset-missing-8bit",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "8-bit text without a charset",
    .why = "Clients guess the charset: umlauts and accents turn into other characters.",
    .remedy = "Add the charset to the Content-Type: text/plain; charset=utf-8.",
    .references = missing_references,
    .check = check_missing,
};

constinit const Rule mime_charset_unknown{
    .id = "mime-charset-unknown",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Unknown charset",
    .why = "Clients cannot know what the octets mean: they guess, or show question marks.",
    .remedy = "Name a registered charset; utf-8 fits every text.",
    .references = unknown_references,
    .check = check_unknown,
};

constinit const Rule mime_charset_utf8_but_latin1{
    .id = "mime-charset-utf8-but-latin1",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Text declared as UTF-8 is no UTF-8",
    .why = "Readers see replacement characters where umlauts and accents should be.",
    .remedy = "Convert the text to UTF-8, or declare the charset that it has.",
    .references = utf8_references,
    .check = check_utf8,
};

constinit const Rule mime_charset_ascii_but_8bit{
    .id = "mime-charset-ascii-but-8bit",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Text declared as us-ascii has 8-bit characters",
    .why = "Clients guess what the octets mean: umlauts and accents turn into other characters.",
    .remedy = "Declare the charset that the text has, such as utf-8.",
    .references = missing_references,
    .check = check_ascii,
};

}  // namespace maillint::rules
