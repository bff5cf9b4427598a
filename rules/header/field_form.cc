// Rules header-no-space-after-colon, header-field-name-invalid-char: how a field begins.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/header/defects.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view space_references[] = {"RFC 5322 2.2", "rspamd HEADER_*_EMPTY_DELIMITER"};
constexpr std::string_view name_references[] = {"RFC 5322 3.6.8"};

void check_space(const Field& field, const Facts& facts, const Settings&, const Reporter& report) {
  const std::string_view body = facts.message().body(field);
  if (body.empty() || ascii::is_space(body.front())) return;
  report(span_of(field.body.begin - 1, field.body.begin + 1), "no space after the colon");
}

std::string octet_name(char c) {
  if (c == ' ') return "a space";
  if (c == '\t') return "a tab";
  return c > 32 && c < 127 ? fmt::format("\"{}\"", c)
                           : fmt::format("the octet 0x{:02X}", static_cast<unsigned char>(c));
}

void check_name(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const auto is_wrong = [](char c) { return c <= 32 || c >= 127; };
  each_own(message, Defect::field_name_invalid_char, [&](const DefectAt& at) {
    const std::string_view name = message.text(at.span);
    const auto wrong = std::ranges::find_if(name, is_wrong);
    report(Place{.source = at.span, .part = at.part},
           fmt::format("the name holds {}", octet_name(wrong == name.end() ? '\0' : *wrong)));
  });
  // These are allowed, but no registered field has them, and some programs stumble.
  for (const Field& field : message.fields()) {
    if (field.id != FieldId::other) continue;
    const std::string_view name = message.name(field);
    const std::size_t special = name.find_first_of("()<>@,;\\\"[]");
    if (special == std::string_view::npos || std::ranges::any_of(name, is_wrong)) continue;
    report.as(Severity::info, field.name,
              {.message = fmt::format("the name holds {}", octet_name(name[special]))});
  }
}

}  // namespace

constinit const Rule header_no_space_after_colon{
    .id = "header-no-space-after-colon",
    .severity = Severity::info,
    .criterion = Criterion::technical,
    .summary = "No space after a field's colon",
    .why = "It is allowed, but mail programs write a space: some filters count its absence.",
    .remedy = "Write a space after the colon.",
    .references = space_references,
    .check = check_space,
};

constinit const Rule header_field_name_invalid_char{
    .id = "header-field-name-invalid-char",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A field name holds a character that is not allowed there",
    .why =
        "Some programs drop the line, others end the header there; attacks hide a second From or "
        "Subject this way.",
    .remedy = "Use letters, digits and hyphens for names: Reply-To, not Reply To.",
    .references = name_references,
    .check = check_name,
};

}  // namespace maillint::rules
