// Rules mime-boundary-over-70, mime-boundary-trailing-space, mime-boundary-odd: boundaries that
// programs read in different ways.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 2046 5.1.1"};
constexpr std::string_view odd_references[] = {
    "RFC 2046 5.1.1", "Inbox Invasion: Exploiting MIME Ambiguities (ACM CCS 2024)"};
constexpr std::size_t longest = 70;

/// Calls `visit(index, parameter, raw)` for each multipart with a boundary parameter; `raw` is the
/// value as written, without quotes.
template <typename Visit>
void for_each_boundary(const Message& message, const Facts& facts, Visit visit) {
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    if (!part.type.starts_with("multipart/")) return;
    const Parameter* boundary = facts.content_type(i).find("boundary");
    if (boundary != nullptr) visit(i, *boundary, message.text(boundary->span));
  });
}

void check_length(const Message& message, const Facts& facts, const Settings&,
                  const Reporter& report) {
  for_each_boundary(message, facts, [&](auto i, const Parameter& boundary, std::string_view) {
    if (boundary.value.size() <= longest) return;
    report(Place{.source = boundary.span, .part = i},
           fmt::format("boundary of {} characters", boundary.value.size()));
  });
}

void check_space(const Message& message, const Facts& facts, const Settings&,
                 const Reporter& report) {
  for_each_boundary(message, facts, [&](auto i, const Parameter& boundary, std::string_view raw) {
    if (ascii::trim(raw).empty() || !ascii::is_space(raw.back())) return;
    report(Place{.source = boundary.span, .part = i});
  });
}

constexpr bool is_boundary_character(char c) {
  return ascii::is_alnum(c) || std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
}

/// What stands around the value: a comment, or RFC 2231's "*" in the name.
std::string_view odd_surroundings(std::string_view field, std::size_t begin, std::size_t end) {
  const std::size_t equals = field.substr(0, begin).rfind('=');
  if (equals != std::string_view::npos) {
    if (field.substr(equals, begin - equals).find('(') != std::string_view::npos)
      return "a comment stands before the boundary";
    const std::size_t name = ascii::to_lower(field.substr(0, equals)).rfind("boundary");
    if (name != std::string::npos && field.substr(name, equals - name).find('*') != field.npos)
      return "the boundary is written in pieces or encoded (RFC 2231)";
  }
  if (field.substr(end, field.find(';', end) - end).find('(') != std::string_view::npos)
    return "a comment stands after the boundary";
  return {};
}

std::string_view oddity(std::string_view raw) {
  if (ascii::trim(raw).empty()) return "the boundary is empty";
  if (raw.find('\0') != std::string_view::npos) return "the boundary holds a NUL";
  if (ascii::is_space(raw.front())) return "the boundary begins with white space";
  if (raw.starts_with("=?") && raw.ends_with("?="))
    return "the boundary is an encoded word, which some programs decode";
  if (!std::ranges::all_of(raw, is_boundary_character))
    return "the boundary holds a character that none may have";
  return {};
}

void check_odd(const Message& message, const Facts& facts, const Settings&,
               const Reporter& report) {
  for_each_boundary(message, facts, [&](auto i, const Parameter& boundary, std::string_view raw) {
    std::string_view words = oddity(raw);
    const Field* field = message.find(FieldId::content_type, i);
    if (words.empty() && field != nullptr) {
      words = odd_surroundings(message.body(*field), boundary.span.begin - field->body.begin,
                               boundary.span.end - field->body.begin);
    }
    const auto lacks_quotes = [&](const ParameterProblemAt& at) {
      return at.problem == ParameterProblem::unquoted_special && at.span == boundary.span;
    };
    if (words.empty() && std::ranges::any_of(facts.content_type(i).problems, lacks_quotes))
      words = "the boundary holds characters that need quotes";
    if (!words.empty()) report(Place{.source = boundary.span, .part = i}, std::string(words));
  });
}

}  // namespace

constinit const Rule mime_boundary_over_70{
    .id = "mime-boundary-over-70",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Boundary of more than 70 characters",
    .why = "Programs cut a long boundary and then find other parts than the author meant.",
    .remedy = "Choose a boundary of at most 70 characters.",
    .references = references,
    .check = check_length,
};

constinit const Rule mime_boundary_trailing_space{
    .id = "mime-boundary-trailing-space",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Boundary ends with a space",
    .why = "Servers drop spaces at the end of lines, so the delimiters no longer match.",
    .remedy = "Remove the space before the closing quote.",
    .references = references,
    .check = check_space,
};

constinit const Rule mime_boundary_odd{
    .id = "mime-boundary-odd",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Boundary that programs read in different ways",
    .why =
        "What a filter takes for one part is another one for the client. Attackers hide files so, "
        "and filters refuse such messages.",
    .remedy = "Use letters, digits, \"_\" and \".\" only, in quotes.",
    .references = odd_references,
    .check = check_odd,
};

}  // namespace maillint::rules
