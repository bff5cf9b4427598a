// Rules attachment-filename-raw-8bit, attachment-filename-unquoted: file names that are not written
// as a parameter must be.
#include <algorithm>

#include "lint/ascii.h"
#include "lint/charset.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view raw_references[] = {"RFC 2231 4", "RFC 2045 5.1"};
constexpr std::string_view unquoted_references[] = {"RFC 2045 5.1"};

/// Calls visit for the problems of that kind inside a value of `name` or `filename`.
template <typename Visit>
void for_name_problems(const Facts& facts, ParameterProblem wanted, Visit visit) {
  for (const Attachment& file : facts.attachments()) {
    const ParameterizedValue* values[] = {&facts.content_disposition(file.part),
                                          &facts.content_type(file.part)};
    for (const ParameterizedValue* value : values) {
      for (const ParameterProblemAt& at : value->problems) {
        const auto holds = [&](const Parameter& p) {
          return (p.name == "filename" || p.name == "name") && p.span.begin <= at.span.begin &&
                 at.span.end <= p.span.end;
        };
        if (at.problem == wanted && std::ranges::any_of(value->parameters, holds)) {
          visit(Place{.source = at.span, .part = file.part});
        }
      }
    }
  }
}

/// RFC 6531: "with UTF8SMTPS".
bool came_by_smtputf8(const Facts& facts) {
  return std::ranges::any_of(facts.hops(), [](const Received& hop) {
    return ascii::find(hop.with, "UTF8") != std::string_view::npos;
  });
}

void check_raw(const Message& message, const Facts& facts, const Settings&,
               const Reporter& report) {
  for_name_problems(facts, ParameterProblem::raw_8bit, [&](const Place& place) {
    const bool utf8 = is_valid_utf8(message.text(place.source));
    if (utf8 && came_by_smtputf8(facts)) return;
    report(place, utf8 ? "UTF-8 that is not encoded" : "octets that are not encoded");
  });
}

void check_unquoted(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for_name_problems(facts, ParameterProblem::unquoted_special, [&](const Place& place) {
    report(place, "a file name with spaces or special characters needs quotes");
  });
}

}  // namespace

constinit const Rule attachment_filename_raw_8bit{
    .id = "attachment-filename-raw-8bit",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "File name has letters beyond ASCII as they are",
    .why = "A header is ASCII. The recipient sees a garbled name, or the file does not open.",
    .remedy = "Encode the name: filename*=utf-8''M%C3%BCller.pdf",
    .references = raw_references,
    .check = check_raw,
};

constinit const Rule attachment_filename_unquoted{
    .id = "attachment-filename-unquoted",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "File name lacks its quotes",
    .why =
        "Readers that follow the standard end the name at the first space: the file loses its "
        "extension and does not open.",
    .remedy = "Write filename=\"annual report.pdf\".",
    .references = unquoted_references,
    .check = check_unquoted,
};

}  // namespace maillint::rules
