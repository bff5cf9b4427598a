// Rules on what the scan of the header section met: header-line-without-colon,
// header-space-before-colon, header-line-over-998, header-control-char, header-missing-separator.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/fixes/octets.h"
#include "rules/header/delimiter.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view field_references[] = {"RFC 5322 2.2"};
constexpr std::string_view space_references[] = {"RFC 5322 2.2", "RFC 5322 4.5"};
constexpr std::string_view length_references[] = {"RFC 5322 2.1.1"};
constexpr std::string_view control_references[] = {"RFC 5322 3.2.5"};
constexpr std::string_view separator_references[] = {"RFC 5322 2.1"};

void report_each(const Message& message, Defect defect, const char* words, const Reporter& report) {
  for (const DefectAt& at : message.defects()) {
    if (at.defect == defect) report(Place{.source = at.span, .part = at.part}, std::string(words));
  }
}

void check_colon(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  report_each(message, Defect::line_without_colon, "neither a field nor the rest of one", report);
}

void check_separator(const Message& message, const Facts&, const Settings&,
                     const Reporter& report) {
  for (const DefectAt& at : message.defects()) {
    // header-body-delimiter-odd reports what is nearly an empty line.
    if (at.defect != Defect::missing_separator || odd_delimiter(message, at.part)) continue;
    report(Place{.source = at.span, .part = at.part},
           "the body begins without an empty line before it");
  }
}

void check_length(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  for (const DefectAt& at : message.defects()) {
    if (at.defect != Defect::header_line_over_998) continue;
    report(Place{.source = at.span, .part = at.part},
           fmt::format("a line of {} octets, at most 998 are allowed", at.span.size()));
  }
}

void check_control(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  for (const DefectAt& at : message.defects()) {
    if (at.defect != Defect::control_char) continue;  // header-nul-byte has NUL
    const std::string_view octets = message.text(at.span);
    const unsigned octet = octets.empty() ? 0 : static_cast<unsigned char>(octets.front());
    report(Place{.source = at.span, .part = at.part},
           fmt::format("control character 0x{:02X}", octet));
  }
}

/// Where readers and checkers must agree on the field; elsewhere a blemish.
bool matters(std::string_view name) {
  for (const std::string_view field : {"from", "to", "subject", "dkim-signature", "sender", "cc"}) {
    if (ascii::equal(name, field)) return true;
  }
  return ascii::starts_with(name, "content-");
}

void check_space(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  for (const DefectAt& at : message.defects()) {
    if (at.defect != Defect::space_before_colon) continue;
    // The span is the white space: the name ends where it begins.
    std::uint32_t begin = at.span.begin;
    while (begin > 0 && !ascii::is_space(message.octets()[begin - 1])) --begin;
    const std::string_view name = message.text(Span{begin, at.span.begin});
    report.as(matters(name) ? Severity::error : Severity::warning,
              Place{.source = at.span, .part = at.part},
              {.message = fmt::format("white space between {} and the colon", name.substr(0, 60))});
  }
}

}  // namespace

constinit const Rule header_line_without_colon{
    .id = "header-line-without-colon",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A header line that is no field",
    .why = "Servers take the header as ended there or refuse the message.",
    .remedy = "Remove the line, or indent it if it continues the field before.",
    .references = field_references,
    .check = check_colon,
};

constinit const Rule header_space_before_colon{
    .id = "header-space-before-colon",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "White space between a field's name and its colon",
    .why =
        "Some programs see such a field and others do not, which attacks use to hide a second "
        "one.",
    .remedy = "Write the colon right after the name.",
    .references = space_references,
    .fix = {.title = "Remove the white space", .edits = remove_place},
    .check = check_space,
};

constinit const Rule header_line_over_998{
    .id = "header-line-over-998",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A header line of more than 998 octets",
    .why = "Servers may cut or refuse it; a cut line breaks DKIM signatures.",
    .remedy = "Fold long fields at white space.",
    .references = length_references,
    .fix = {.title = "Fold the line", .edits = fold_line},
    .check = check_length,
};

constinit const Rule header_control_char{
    .id = "header-control-char",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A control character in the header",
    .why = "Servers refuse or drop it; it has no meaning in a header.",
    .remedy = "Remove it; often it comes from a form or a database field.",
    .references = control_references,
    .check = check_control,
};

constinit const Rule header_missing_separator{
    .id = "header-missing-separator",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "No empty line between header and body",
    .why = "Programs disagree where the body begins, so filters see other content than readers do.",
    .remedy = "Put an empty line after the last field.",
    .references = separator_references,
    .check = check_separator,
};

}  // namespace maillint::rules
