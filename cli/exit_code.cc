// What a report adds to the exit code.
#include <cerrno>

#include "cli/run.h"

namespace maillint::cli {

ExitCode exit_code_of(const Report& report, const CommandLine& line) {
  if (report.kind == Kind::error) {
    for (const InputError& error : report.input_errors) {
      if (error.errno_value == ENOMEM) return ExitCode::internal;
    }
    return ExitCode::unread;
  }
  if (line.command == Subcommand::explain) {
    if (!line.strict) return ExitCode::clean;
    for (const auto* list : {&report.recipients, &report.errors}) {
      for (const ExplainedRefusal& refusal : *list) {
        if (refusal.category == "unclassified") return ExitCode::findings;
      }
    }
    return ExitCode::clean;
  }
  if (!line.fail_on) return ExitCode::clean;
  for (const RuleFindings& findings : report.findings) {
    if (severity_of(findings) >= *line.fail_on) return ExitCode::findings;
  }
  return ExitCode::clean;
}

}  // namespace maillint::cli
