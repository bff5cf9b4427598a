// Options for what becomes of findings.
#include <algorithm>

#include "cli/fix/run.h"
#include "cli/options/option_set.h"

namespace maillint::cli {

void add_finding_options(OptionSet& options) {
  CommandLine& line = options.line();
  options.flag("--no-inline", line.no_inline, "Heed no comments that silence rules");
  options.text("--baseline", line.baseline, "FILE", "Report no finding that is in this file");
  options.flag("--write-baseline", line.write_baseline, "Put all findings into it");
  options.flag("--prune-baseline", line.prune_baseline, "Drop from it what no longer occurs");
  options.flag("--fix", line.fix, "Undo findings in the files, where that is safe");
  options.flag("--diff", line.fix_diff, "Show what --fix would change, and change nothing");
  options.flag("--unsafe-fixes", line.unsafe_fixes, "Also fixes that change what readers see");
  options.flag("--fix-anyway", line.fix_anyway, "Also messages that are signed or were received");
  options.afterwards([&line] {
    if (!line.fix && (line.fix_diff || line.unsafe_fixes || line.fix_anyway))
      throw UsageError{"--diff, --unsafe-fixes and --fix-anyway go with --fix", ""};
    if (line.fix && line.words.size() > 1 && std::ranges::find(line.words, "-") != line.words.end())
      throw UsageError{"with --fix, standard input stands alone", "name - and no files"};
    if (line.fix && !reports_after_fixes(line) &&
        (!line.output.empty() || line.write_baseline || line.prune_baseline))
      throw UsageError{"--fix --diff and --fix - print no report: no --output, no baseline", ""};
    if (line.write_baseline && line.prune_baseline)
      throw UsageError{"--write-baseline and --prune-baseline exclude each other", ""};
  });
}

}  // namespace maillint::cli
