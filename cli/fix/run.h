// check --fix: files are changed, or shown how they would be.
#pragma once

#include <functional>
#include <optional>

#include "cli/exit_code.h"
#include "cli/input.h"
#include "cli/options.h"
#include "rules/fixes/fix.h"

namespace maillint::cli {

/// A message to what it should be: fix() with the settings of its path.
using FixInput = std::function<Fixed(Input, const FixOptions&)>;

/// Fixes the files of the command line. With --diff it prints diffs, and of standard input the
/// fixed message, and writes no file; else it tells on standard error what it did. `given`:
/// standard input, where it was read already. `walk`: which files of folders.
ExitCode run_fixes(const CommandLine& line, const FixInput& fix, std::optional<Input> given,
                   const WalkOptions& walk);

/// Whether the report of check follows: not after --diff nor after a fixed message.
bool reports_after_fixes(const CommandLine& line);

}  // namespace maillint::cli
