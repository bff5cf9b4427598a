// Options for what is read.
#include "cli/options/option_set.h"

namespace maillint::cli {

void add_input_options(OptionSet& options) {
  CommandLine& line = options.line();
  options.text("--files-from", line.files_from, "LIST",
               "Read paths from a file, one a line (- allowed)");
  options.number("-j,--jobs", 1, 1024, line.jobs, "N", "Use N threads; the output stays the same");
  options.flag("-q,--quiet", line.quiet, "One line for each finding or refusal, and no more");
  options.flag("--buffer-until-eof", line.buffer_until_eof,
               "Print nothing before all input is read");
  options.flag("--timing", line.timing,
               "Tell the seconds in JSON summaries (else 0, so that equal input gives equal "
               "output)");
}

}  // namespace maillint::cli
