// Rules mime-duplicate-part-header, mime-content-id-no-brackets: fields of parts.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view duplicate_references[] = {"RFC 2045 3"};
constexpr std::string_view id_references[] = {"RFC 2045 7", "RFC 5322 3.6.4"};

void check_duplicate(const Message& message, const Facts&, const Settings&,
                     const Reporter& report) {
  for_each_own_part(message, [&](std::uint32_t i, const Part&) {
    for (const FieldId id : {FieldId::content_type, FieldId::content_transfer_encoding,
                             FieldId::content_disposition, FieldId::content_id}) {
      // header-duplicate-content-type reports the message's own.
      if (i == 0 && id == FieldId::content_type) continue;
      const Field* first = message.find(id, i);
      if (first == nullptr) continue;
      const std::string first_value = message.unfolded(*first);
      for (const Field& field : message.fields(i)) {
        if (field.id != id || field.name.begin == first->name.begin) continue;
        const std::string value = message.unfolded(field);
        const bool same = ascii::equal(value, first_value);
        report(Place{.source = span_of(field.name.begin, field.body.end), .part = i},
               {.message =
                    same ? fmt::format("a second {}", message.name(field))
                         : fmt::format("a second {}, and with another value", message.name(field)),
                .evidence = value});
      }
    }
  });
}

/// What is wrong with a Content-ID, "" if nothing.
std::string_view fault(std::string_view value) {
  if (value.empty()) return "the field is empty";
  const bool open = value.starts_with('<');
  const bool close = value.ends_with('>');
  if (!open && !close) return "the id is not in < >";
  if (!open || !close) return "one of the brackets < > is missing";
  const std::string_view id = value.substr(1, value.size() - 2);
  if (ascii::trim(id).empty()) return "no id in the brackets";
  if (std::ranges::any_of(id, ascii::is_space)) return "white space in the id";
  if (id.find_first_of("<>") != std::string_view::npos) return "more than one pair of brackets";
  return {};
}

void check_id(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  for_each_own_part(message, [&](std::uint32_t i, const Part&) {
    const Field* field = message.find(FieldId::content_id, i);
    if (field == nullptr) return;
    const Place place = field_place(message, FieldId::content_id, i);
    const std::string_view value = message.text(place.source);
    const std::size_t comment = value.ends_with(')') ? value.rfind("> (") : std::string_view::npos;
    const std::string_view id =
        comment == std::string_view::npos ? value : value.substr(0, comment + 1);
    const std::string_view words = fault(id);
    if (!words.empty()) {
      report(place, std::string(words));
    } else if (id.find('@') == std::string_view::npos) {
      // Gmail and Apple Mail write such; everybody finds the picture.
      report.as(Severity::info, place, {.message = "an id without \"@\" and a domain"});
    }
  });
}

}  // namespace

constinit const Rule mime_duplicate_part_header{
    .id = "mime-duplicate-part-header",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Part has the same field twice",
    .why =
        "Some programs go by the first, others by the last: filter and recipient see different "
        "contents.",
    .remedy = "Keep one of them.",
    .references = duplicate_references,
    .check = check_duplicate,
};

constinit const Rule mime_content_id_no_brackets{
    .id = "mime-content-id-no-brackets",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Content-ID is not of the form <id@domain>",
    .why = "Strict clients do not find the picture that the HTML names, and show a gap.",
    .remedy = "Write Content-ID: <logo@example.com>, and cid:logo@example.com in the HTML.",
    .references = id_references,
    .check = check_id,
};

}  // namespace maillint::rules
