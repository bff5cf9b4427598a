// Rule link-placeholder-href: the link has a target that was to be filled in later.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/unfilled.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"pre-send checklists"};

void check(const Link& link, const Facts&, const Settings& settings, const Reporter& report) {
  if (link.html == nullptr) return;
  if (!is_unfilled_target(link.target)) return;
  // There is still time in a template, and many are made to be filled in by others.
  const bool mild = settings.kind == Kind::template_;
  report.as(
      mild ? Severity::warning : Severity::error, link.place,
      {.message = fmt::format("the target \"{}\" was never filled in", ascii::trim(link.target))});
}

}  // namespace

constinit const Rule link_placeholder_href{
    .id = "link-placeholder-href",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link leads nowhere",
    .why =
        "The target is what an editor puts in until the real one is known. Recipients click and "
        "nothing happens.",
    .remedy = "Fill in the address, or take the link away.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
