// Rules message-id-no-brackets, -no-at, -multiple-at, -space-inside, -two-ids,
// -references-malformed: the form of message identifiers.
#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5322 3.6.4"};

template <MessageIdProblem problem>
void check(const MessageIdField& field, const Facts&, const Settings&, const Reporter& report) {
  if (field.id != FieldId::message_id) return;
  for (const MessageIdProblemAt& at : field.parsed.problems) {
    if (at.problem == problem) report(at.span);
  }
}

void check_two_ids(const MessageIdField& field, const Facts&, const Settings&,
                   const Reporter& report) {
  if (field.id != FieldId::message_id) return;
  const auto& ids = field.parsed.ids;
  if (ids.size() > 1) report(span_of(ids[1].span.begin, ids.back().span.end), "a second id");
  for (const MessageIdProblemAt& at : field.parsed.problems) {
    if (at.problem == MessageIdProblem::trailing_junk) report(at.span, "text beside the id");
  }
}

std::string_view describe(MessageIdProblem problem) {
  switch (problem) {
    case MessageIdProblem::no_brackets:
      return "id without < >";
    case MessageIdProblem::no_at:
      return "id without @";
    case MessageIdProblem::multiple_at:
      return "id with more than one @";
    case MessageIdProblem::space_inside:
      return "id with white space inside";
    case MessageIdProblem::trailing_junk:
      break;
  }
  return "text between the ids";
}

void check_references(const MessageIdField& field, const Facts& facts, const Settings&,
                      const Reporter& report) {
  if (field.id == FieldId::message_id || field.parsed.problems.empty()) return;
  const MessageIdProblemAt& first = field.parsed.problems.front();  // the others are alike
  // "Your message of Monday <id>" is obsolete, but clients find the id (RFC 5322 4.5.4); without an
  // id they find the thread by other fields.
  const std::string_view text = facts.message().text(first.span);
  const bool phrase = first.problem == MessageIdProblem::trailing_junk
                          ? std::ranges::any_of(text, ascii::is_alpha)
                          : first.problem == MessageIdProblem::no_brackets &&
                                text.find('<') == std::string_view::npos &&
                                std::ranges::any_of(text, ascii::is_space);
  report.as(phrase ? Severity::info : Severity::warning, first.span,
            Detail{.message = std::string(describe(first.problem)), .evidence = {}});
}

}  // namespace

constinit const Rule message_id_no_brackets{
    .id = "message-id-no-brackets",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Message-ID without < >",
    .why = "Gmail and others refuse or replace a malformed Message-ID; answers lose their thread.",
    .remedy = "Write it as <unique-text@your-domain>.",
    .references = references,
    .check = check<MessageIdProblem::no_brackets>,
};

constinit const Rule message_id_no_at{
    .id = "message-id-no-at",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Message-ID without @",
    .why = "The part after @ makes the id unique in the world; filters score ids without it.",
    .remedy = "Write it as <unique-text@your-domain>.",
    .references = references,
    .check = check<MessageIdProblem::no_at>,
};

constinit const Rule message_id_multiple_at{
    .id = "message-id-multiple-at",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Message-ID with more than one @",
    .why = "It is malformed; often an address was put before the @.",
    .remedy = "Use random text without @ on the left side.",
    .references = references,
    .check = check<MessageIdProblem::multiple_at>,
};

constinit const Rule message_id_space_inside{
    .id = "message-id-space-inside",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "White space inside the Message-ID",
    .why = "Programs cut the id at the space, so answers and bounces cannot be matched.",
    .remedy = "Use letters, digits, dots and hyphens only; never fold inside < >.",
    .references = references,
    .check = check<MessageIdProblem::space_inside>,
};

constinit const Rule message_id_two_ids{
    .id = "message-id-two-ids",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Message-ID holds more than one id",
    .why = "A message has exactly one; strict filters take the field for malformed.",
    .remedy = "Set the field once, and write nothing after >.",
    .references = references,
    .check = check_two_ids,
};

constinit const Rule message_id_references_malformed{
    .id = "message-id-references-malformed",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "References or In-Reply-To is not a list of ids",
    .why = "Clients cannot put the answer into its thread.",
    .remedy = "List ids in < >, separated by spaces, without commas or other text.",
    .references = references,
    .check = check_references,
};

}  // namespace maillint::rules
