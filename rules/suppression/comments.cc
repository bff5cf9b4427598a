// Rules suppression-unused, suppression-unknown-rule: comments that silence findings (directives.h)
// and do not do what they are there for.
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"maillint: Silencing findings"};

/// Only after the other rules is it known; suppress.cc reports these.
void after_all_rules(const Message&, const Facts&, const Settings&, const Reporter&) {}

}  // namespace

constinit const Rule suppression_unused{
    .id = "suppression-unused",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "A comment silences a rule that finds nothing",
    .why = "It would hide the next fault of that kind, and readers take it for a reason.",
    .remedy = "Remove the rule's name, or the whole comment.",
    .references = references,
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
