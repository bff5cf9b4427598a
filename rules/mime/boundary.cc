// Rules mime-boundary-missing, mime-boundary-not-found, mime-boundary-not-closed: a multipart that
// does not hold together.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 2046 5.1.1"};

template <typename Visit>
void for_each_defect(const Message& message, Defect defect, Visit visit) {
  for (const DefectAt& at : message.defects()) {
    if (at.defect == defect && message.parts()[at.part].message_root == 0) visit(at);
  }
}

void check_missing(const Message& message, const Facts& facts, const Settings&,
                   const Reporter& report) {
  for_each_defect(message, Defect::boundary_missing, [&](const DefectAt& at) {
    const bool empty = facts.content_type(at.part).has_parameter("boundary");
    const std::string& type = message.parts()[at.part].type;
    report(field_place(message, FieldId::content_type, at.part),
           empty ? fmt::format("{} with an empty boundary", type)
                 : fmt::format("{} without a boundary", type));
  });
}

void check_not_found(const Message& message, const Facts& facts, const Settings&,
                     const Reporter& report) {
  for_each_defect(message, Defect::boundary_not_found, [&](const DefectAt& at) {
    report(parameter_place(facts, at.part, "boundary"), "no line of the body is this boundary");
  });
}

/// The last line that is not empty, up to `end`: what stands where the closing delimiter is
/// missing.
Span last_line(const Message& message, std::size_t begin, std::size_t end) {
  const std::string_view octets = message.octets();
  while (end > begin && ascii::is_space(octets[end - 1])) --end;
  const std::size_t line_end = octets.substr(0, end).find_last_of("\r\n");
  return span_of(line_end == std::string_view::npos ? 0 : line_end + 1, end);
}

void check_not_closed(const Message& message, const Facts& facts, const Settings&,
                      const Reporter& report) {
  for_each_defect(message, Defect::boundary_not_closed, [&](const DefectAt& at) {
    const std::uint32_t begin = message.parts()[at.part].body.begin;
    const Span line = last_line(message, begin, at.span.begin);
    const std::string_view boundary = facts.content_type(at.part).parameter("boundary");
    const std::string_view text = message.text(line);
    const bool bare = text.starts_with("--") && text.substr(2) == boundary;
    report(Place{.source = line, .part = at.part}, bare
                                                       ? "the last delimiter lacks its final \"--\""
                                                       : "no closing delimiter after this line");
  });
}

}  // namespace

constinit const Rule mime_boundary_missing{
    .id = "mime-boundary-missing",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Multipart without a boundary",
    .why =
        "Nobody can tell where its parts begin: clients show the source text, and filters take it "
        "for an attempt to hide something.",
    .remedy = "Name the boundary in the Content-Type: boundary=\"...\".",
    .references = references,
    .check = check_missing,
};

constinit const Rule mime_boundary_not_found{
    .id = "mime-boundary-not-found",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "The boundary never occurs in the body",
    .why = "The message seems empty: all of its body counts as a preamble, which clients hide.",
    .remedy = "Write the declared boundary, with \"--\" before it, as a line before each part.",
    .references = references,
    .check = check_not_found,
};

constinit const Rule mime_boundary_not_closed{
    .id = "mime-boundary-not-closed",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Multipart without a closing delimiter",
    .why = "The message looks cut: strict servers refuse it, and some clients hide the last part.",
    .remedy = "End the last part with a line of \"--\", the boundary and \"--\".",
    .references = references,
    .check = check_not_closed,
};

}  // namespace maillint::rules
