// Rules header-whitespace-only-fold, header-folded-name, header-mbox-from-line: lines of the header
// that are no proper field and no proper fold.
#include "rules/fixes/octets.h"
#include "rules/header/defects.h"
#include "rules/header/delimiter.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view fold_references[] = {"RFC 5322 3.2.2"};
constexpr std::string_view name_references[] = {
    "RFC 5322 2.2", "Chen et al., Composition Kills (USENIX Security 2020)"};
constexpr std::string_view mbox_references[] = {"RFC 5322 2.2", "RFC 4155"};

void check_fold(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  each_own(message, Defect::whitespace_only_fold, [&](const DefectAt& at) {
    // Where the body was meant to begin, header-body-delimiter-odd says so.
    const auto odd = odd_delimiter(message, at.part);
    if (odd && odd->span == at.span) return;
    report(Place{.source = at.span, .part = at.part}, "a line of nothing but white space");
  });
}

void check_name(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  report_own(message, Defect::folded_field_name, "the line ends before the colon", report);
}

void check_mbox(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  report_own(message, Defect::mbox_from_line, "a \"From \" line of a mailbox file", report);
}

}  // namespace

constinit const Rule header_whitespace_only_fold{
    .id = "header-whitespace-only-fold",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "A header line of nothing but white space",
    .why = "Some programs take it for the empty line that ends the header.",
    .remedy = "Remove the line; fold long fields between words.",
    .references = fold_references,
    .fix = {.title = "Remove the line", .edits = remove_line},
    .check = check_fold,
};

constinit const Rule header_folded_name{
    .id = "header-folded-name",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A line break between a field's name and its colon",
    .why = "Some programs see a field there and others do not, which attacks use to hide one.",
    .remedy = "Write the colon right after the name, in the same line.",
    .references = name_references,
    .check = check_name,
};

constinit const Rule header_mbox_from_line{
    .id = "header-mbox-from-line",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A \"From \" line inside the header",
    .why =
        "Such lines part the messages of a mailbox file; in a message they break the header, and "
        "servers refuse it.",
    .remedy = "Remove the line; take messages out of mailbox files with a program that knows them.",
    .references = mbox_references,
    .check = check_mbox,
};

}  // namespace maillint::rules
