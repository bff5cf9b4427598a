// Findings that a file or the configuration silences.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "lint/rule.h"
#include "rules/maillint.h"
#include "rules/report.h"

namespace maillint {

/// Moves findings that the message's own directives name to report.suppressed, and adds findings
/// about directives: unknown rules, and those that silenced nothing. `selected`: the rules that
/// ran. A message that was received says nothing about its findings: who sent it may be a spammer.
void suppress_inline(Report& report, const RuleSet& selected);

/// Takes the places out that `silenced` gives a reason for. Rules are left without places:
/// drop_empty().
using Silenced = std::function<std::optional<std::string>(const Finding&)>;
void take_out(RuleFindings& rule, SuppressedBy by, Report& report, const Silenced& silenced);
void drop_empty(Report& report);

/// Moves findings of those rules.
void leave_out(std::span<const RulesLeftOut> rules, Report& report);

/// Moves findings that are accepted. Those across messages belong to no file and are not asked for.
void take_accepted(const std::function<bool(const Finding&, const Facts&)>& accepted,
                   Report& report);

}  // namespace maillint
