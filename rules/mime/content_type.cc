// Rules mime-content-type-*: Content-Type fields that programs read in different ways.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/fixes/octets.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 2045 5.1"};

/// Calls `visit(part, type)` for each part that has a Content-Type.
template <typename Visit>
void for_each_content_type(const Message& message, const Facts& facts, Visit visit) {
  for_each_own_part(message, [&](std::uint32_t i, const Part&) {
    if (message.find(FieldId::content_type, i) != nullptr) visit(i, facts.content_type(i));
  });
}

/// "type/subtype", both there.
bool is_type(std::string_view value) {
  const std::size_t slash = value.find('/');
  return slash != std::string_view::npos && slash > 0 && slash + 1 < value.size() &&
         value.find('/', slash + 1) == std::string_view::npos;
}

/// Where the field does not parse. A boundary without quotes is mime-boundary-odd's, a name
/// attachment-filename-unquoted's; nobody fails over "type=text/html".
Span malformed(const ParameterizedValue& type) {
  const Parameter* charset = type.find("charset");
  for (const ParameterProblemAt& at : type.problems) {
    const bool in_charset = charset != nullptr && charset->span == at.span;
    if (at.problem == ParameterProblem::malformed ||
        at.problem == ParameterProblem::unclosed_quote ||
        (at.problem == ParameterProblem::unquoted_special && in_charset))
      return at.span;
  }
  return {};
}

void check_malformed(const Message& message, const Facts& facts, const Settings&,
                     const Reporter& report) {
  for_each_content_type(message, facts, [&](std::uint32_t i, const ParameterizedValue& type) {
    const Place field = field_place(message, FieldId::content_type, i);
    if (type.value.empty()) return report(field, "no type of content is named");
    if (!is_type(type.value)) {
      return report(Place{.source = type.value_span, .part = i},
                    fmt::format("\"{}\" is not of the form type/subtype", type.value));
    }
    const Span span = malformed(type);
    if (!span.empty()) report(Place{.source = span, .part = i}, "the field does not parse here");
  });
}

template <ParameterProblem problem>
void check(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  for_each_content_type(message, facts, [&](std::uint32_t i, const ParameterizedValue& type) {
    const auto at = std::ranges::find(type.problems, problem, &ParameterProblemAt::problem);
    if (at != type.problems.end()) report(Place{.source = at->span, .part = i});
  });
}

}  // namespace

constinit const Rule mime_content_type_malformed{
    .id = "mime-content-type-malformed",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Content-Type does not parse",
    .why =
        "Programs fall back to plain text or guess: HTML is shown as source, attachments get lost.",
    .remedy = "Write type/subtype, then \"; name=value\" for each parameter.",
    .references = references,
    .check = check_malformed,
};

constinit const Rule mime_content_type_duplicate_param{
    .id = "mime-content-type-duplicate-param",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Content-Type has the same parameter twice",
    .why =
        "Some programs take the first one, others the last one: with two boundaries, filter and "
        "client see different parts.",
    .remedy = "Keep one of them.",
    .references = references,
    .check = check<ParameterProblem::duplicate_parameter>,
};

constinit const Rule mime_content_type_trailing_semicolon{
    .id = "mime-content-type-trailing-semicolon",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Content-Type has a semicolon without a parameter",
    .why = "After \";\" a parameter must follow. Strict parsers drop the whole field.",
    .remedy = "Remove the semicolon.",
    .references = references,
    .fix = {.title = "Remove the semicolon", .edits = remove_place},
    .check = check<ParameterProblem::trailing_semicolon>,
};

}  // namespace maillint::rules
