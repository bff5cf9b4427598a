// Rules header-bare-lf, header-bare-cr, header-nul-byte, header-body-delimiter-odd: octets between
// which programs disagree where a line or the header ends.
#include <fmt/format.h>

#include "rules/fixes/octets.h"
#include "rules/header/defects.h"
#include "rules/header/delimiter.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view line_references[] = {"RFC 5322 2.3",
                                                "SEC Consult, SMTP smuggling (2023)"};
constexpr std::string_view nul_references[] = {"RFC 5322 4.1", "RFC 5321 4.5.2"};
constexpr std::string_view delimiter_references[] = {"RFC 5322 2.1",
                                                     "Zhang et al., Inbox Invasion (CCS 2024)"};

void check_bare_lf(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  if (message.line_end() != LineEnd::mixed) return;  // LF throughout is how files are stored
  const LineEnds header = count_line_ends(message.text(message.parts()[0].header));
  const LineEnds all = count_line_ends(message.octets());
  const bool stored_with_lf = all.lf > all.crlf;
  if (stored_with_lf && header.lf >= header.crlf) return;
  bool first = true;
  each_own(message, Defect::bare_lf, [&](const DefectAt& at) {
    const bool all_alike = at.part == 0 && header.crlf == 0;
    if (stored_with_lf && at.part != 0) return;
    if (!all_alike) {
      report(Place{.source = at.span, .part = at.part}, "a line that ends with LF alone");
    } else if (first) {
      report(at.span, "the header's lines end with LF alone, those of the body with CRLF");
    }
    first = false;
  });
}

void check_bare_cr(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  report_own(message, Defect::bare_cr, "a CR without LF", report);
  report_own(message, Defect::cr_line_ends, "all lines end with CR alone", report);
}

void check_nul(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  report_own(message, Defect::nul_octet, "a NUL octet", report);
}

void check_delimiter(const Message& message, const Facts&, const Settings&,
                     const Reporter& report) {
  each_own_part(message, [&](std::uint32_t part) {
    const auto odd = odd_delimiter(message, part);
    if (odd) report(Place{.source = odd->span, .part = part}, std::string(odd->words));
  });
}

}  // namespace

constinit const Rule header_bare_lf{
    .id = "header-bare-lf",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A header line ends with LF alone",
    .why =
        "Servers refuse such lines or read them in different ways, which attacks use to smuggle "
        "in messages.",
    .remedy = "End every line with CRLF.",
    .references = line_references,
    .fix = {.title = "End the lines with CRLF", .edits = end_header_lines},
    .check = check_bare_lf,
};

constinit const Rule header_bare_cr{
    .id = "header-bare-cr",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A CR without LF in the header",
    .why = "Some programs end the line there and others do not; servers refuse such mail.",
    .remedy = "Remove the CR; often it comes from a form or a file with Windows line ends.",
    .references = line_references,
    .check = check_bare_cr,
};

constinit const Rule header_nul_byte{
    .id = "header-nul-byte",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A NUL octet in the header",
    .why = "Programs cut the text there or refuse the message; filters take it for an attack.",
    .remedy = "Remove it; often a text was written as UTF-16 or from a fixed-size buffer.",
    .references = nul_references,
    .check = check_nul,
};

constinit const Rule header_body_delimiter_odd{
    .id = "header-body-delimiter-odd",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "The line between header and body is not simply empty",
    .why =
        "Programs disagree where the body begins, so a filter may look at another message than "
        "the reader.",
    .remedy = "End the header with one empty line: CRLF and nothing else.",
    .references = delimiter_references,
    .check = check_delimiter,
};

}  // namespace maillint::rules
