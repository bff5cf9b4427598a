// Rules attachment-filename-raw-8bit, attachment-filename-unquoted: file names that are not written
// as a parameter must be.
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
    const auto look = [&](const ParameterizedValue& value, std::string_view parameter) {
      const Parameter* name = value.find(parameter);
      if (name == nullptr) return;
      for (const ParameterProblemAt& at : value.problems) {
        if (at.problem == wanted && name->span.begin <= at.span.begin &&
            at.span.end <= name->span.end)
          visit(Place{.source = at.span, .part = file.part});
      }
    };
    look(facts.content_disposition(file.part), "filename");
    look(facts.content_type(file.part), "name");
  }
}

void check_raw(const Message& message, const Facts& facts, const Settings&,
               const Reporter& report) {
  for_name_problems(facts, ParameterProblem::raw_8bit, [&](const Place& place) {
    const bool utf8 = is_valid_utf8(message.text(place.source));
    if (utf8 && facts.came_by_smtputf8()) return;
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
