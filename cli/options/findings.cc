// Options for what becomes of findings.
#include "cli/options/option_set.h"

namespace maillint::cli {

void add_finding_options(OptionSet& options) {
  CommandLine& line = options.line();
  options.flag("--no-inline", line.no_inline, "Heed no comments that silence rules");
  options.text("--baseline", line.baseline, "FILE", "Report no finding that is in this file");
  options.flag("--write-baseline", line.write_baseline, "Put all findings into it");
  options.flag("--prune-baseline", line.prune_baseline, "Drop from it what no longer occurs");
  options.afterwards([&line] {
    if (line.write_baseline && line.prune_baseline)
      throw UsageError{"--write-baseline and --prune-baseline exclude each other", ""};
  });
}

}  // namespace maillint::cli
