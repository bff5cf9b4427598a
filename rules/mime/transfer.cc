// Rules mime-base64-*, mime-qp-*: faults that decoding a part meets.
#include <string>

#include "rules/fixes/octets.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view base64_references[] = {"RFC 2045 6.8"};
constexpr std::string_view qp_references[] = {"RFC 2045 6.7"};

/// Calls `visit(part, problem, place)` for each fault.
template <typename Visit>
void for_each_problem(const Message& message, const Facts& facts, TransferEncoding encoding,
                      Visit visit) {
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    if (!is_leaf(part) || part.encoding != encoding) return;
    for (const TransferProblemAt& at : facts.transfer_problems(i))
      visit(part, at.problem, Place{.source = at.span, .part = i});
  });
}

template <TransferEncoding encoding, TransferProblem problem>
void check(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  for_each_problem(message, facts, encoding, [&](const Part&, TransferProblem p, Place place) {
    if (p == problem) report(place);
  });
}

void check_bad_character(const Message& message, const Facts& facts, const Settings&,
                         const Reporter& report) {
  for_each_problem(message, facts, TransferEncoding::base64,
                   [&](const Part&, TransferProblem problem, Place place) {
                     if (problem == TransferProblem::base64_bad_char) report(place);
                     if (problem == TransferProblem::base64_data_after_padding)
                       report(place, "data after the \"=\" that ends base64");
                   });
}

void check_bad_escape(const Message& message, const Facts& facts, const Settings&,
                      const Reporter& report) {
  for_each_problem(message, facts, TransferEncoding::quoted_printable,
                   [&](const Part&, TransferProblem problem, Place place) {
                     if (problem == TransferProblem::qp_bad_escape) report(place);
                     if (problem == TransferProblem::qp_lower_case_hex)
                       report.as(Severity::info, place,
                                 {.message = "lower-case hexadecimal digits after \"=\""});
                     if (problem == TransferProblem::qp_open_end)
                       report.as(Severity::info, place, {.message = "the part ends with \"=\""});
                   });
}

void check_encoded_line_ends(const Message& message, const Facts& facts, const Settings&,
                             const Reporter& report) {
  for_each_problem(
      message, facts, TransferEncoding::quoted_printable,
      [&](const Part& part, TransferProblem problem, Place place) {
        // In other parts than text these are octets like any others.
        if (problem == TransferProblem::qp_encoded_crlf && part.type.starts_with("text/"))
          report(place);
      });
}

}  // namespace

constinit const Rule mime_base64_bad_char{
    .id = "mime-base64-bad-char",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Character that is no base64",
    .why =
        "Programs skip it, stop at it, or fail, so recipients and filters see different contents. "
        "Often a footer was added to the encoded text.",
    .remedy = "Encode the part anew; add footers before the text is encoded.",
    .references = base64_references,
    .check = check_bad_character,
};

constinit const Rule mime_base64_line_too_long{
    .id = "mime-base64-line-too-long",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Base64 line of more than 76 characters",
    .why = "Old servers cut long lines, which destroys the part. Filters score it.",
    .remedy = "Break base64 after 76 characters.",
    .references = base64_references,
    .fix = {.title = "Break the line", .edits = break_base64},
    .check = check<TransferEncoding::base64, TransferProblem::base64_line_too_long>,
};

constinit const Rule mime_base64_truncated{
    .id = "mime-base64-truncated",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Base64 ends in the middle of a group of four",
    .why = "The part was cut, or its \"=\" at the end is missing: strict programs refuse it.",
    .remedy = "Encode the part anew, with the \"=\" at its end.",
    .references = base64_references,
    .check = check<TransferEncoding::base64, TransferProblem::base64_truncated>,
};

constinit const Rule mime_qp_bad_escape{
    .id = "mime-qp-bad-escape",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "\"=\" that two hexadecimal digits do not follow",
    .why =
        "In quoted-printable \"=\" begins an encoded character. Programs repair this in different "
        "ways, and links lose their parameters.",
    .remedy = "Write \"=\" as \"=3D\" in the whole part.",
    .references = qp_references,
    .check = check_bad_escape,
};

constinit const Rule mime_qp_line_over_76{
    .id = "mime-qp-line-over-76",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Quoted-printable line of more than 76 characters",
    .why = "Strict decoders cut such a line. Filters score it as the work of a careless program.",
    .remedy = "Break the line with \"=\" at its end.",
    .references = qp_references,
    .check = check<TransferEncoding::quoted_printable, TransferProblem::qp_line_over_76>,
};

constinit const Rule mime_qp_encoded_crlf{
    .id = "mime-qp-encoded-crlf",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Line ends of a text encoded as =0D=0A",
    .why = "In text a line end must stay one. Signatures and old clients take it for other text.",
    .remedy = "Encode text as text: leave its line ends as they are.",
    .references = qp_references,
    .check = check_encoded_line_ends,
};

}  // namespace maillint::rules
