// Rules suppression-unused, suppression-unknown-rule: comments that silence findings (directives.h)
// and do not do what they are there for.
#include <algorithm>
#include <iterator>
#include <optional>

#include "lint/ascii.h"
#include "rules/edits.h"
#include "rules/index.h"
#include "rules/suppression/comment_fences.h"
#include "rules/suppression/directives.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"maillint: Silencing findings"};

/// Only after the other rules is it known; suppress.cc reports these.
void after_all_rules(const Message&, const Facts&, const Settings&, const Reporter&) {}

/// The comment as a whole, with its line where nothing else stands in it.
Span with_its_line(std::string_view octets, Span comment) {
  std::size_t begin = comment.begin;
  std::size_t end = comment.end;
  while (begin > 0 && ascii::is_wsp(octets[begin - 1])) --begin;
  while (end < octets.size() && (ascii::is_wsp(octets[end]) || octets[end] == '\r')) ++end;
  const bool alone =
      (begin == 0 || octets[begin - 1] == '\n') && end < octets.size() && octets[end] == '\n';
  return alone ? span_of(begin, end + 1) : comment;
}

std::vector<Edit> remove_name(const Finding& finding, const Facts& facts) {
  const Message& message = facts.message();
  const Span rule = finding.place.source;
  const std::optional<Directive> directive = directive_naming(message, rule);
  if (!directive) return {};
  const auto name = std::ranges::find(directive->rules, rule);
  // A name, and what parts it from the next one or the one before.
  if (std::next(name) != directive->rules.end())
    return {{.span = {name->begin, std::next(name)->begin}, .text = {}}};
  if (name != directive->rules.begin())
    return {{.span = {std::prev(name)->end, name->end}, .text = {}}};
  const std::string_view comment = message.text(directive->comment);
  // Of other comments the marks around them belong to a tag, and of a field its name.
  for (const CommentFence& fence : comment_fences) {
    if (fence.whole && comment.starts_with(fence.begin))
      return {{.span = with_its_line(message.octets(), directive->comment), .text = {}}};
  }
  if (const Field* field = field_at(message, directive->comment.begin))
    return {without_field(message, *field)};
  return {};
}

}  // namespace

constinit const Rule suppression_unused{
    .id = "suppression-unused",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "A comment silences a rule that finds nothing",
    .why = "It would hide the next fault of that kind, and readers take it for a reason.",
    .remedy = "Remove the rule's name, or the whole comment.",
    .references = references,
    .fix = {.title = "Remove the name, or the comment", .edits = remove_name},
    .check = after_all_rules,
};

constinit const Rule suppression_unknown_rule{
    .id = "suppression-unknown-rule",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "A comment for maillint says nothing that it knows",
    .why = "It silences nothing.",
    .remedy = "Name rules as maillint rules lists them; * stands for any letters.",
    .references = references,
    .check = after_all_rules,
};

}  // namespace maillint::rules
