// Options of maillint config and maillint init.
#include "cli/options/option_set.h"

namespace maillint::cli {

void add_config_options(OptionSet& options) {
  CommandLine& line = options.line();
  options.flag("--show", line.show, "Print what holds for the files; the default");
  options.text("--config", line.config, "FILE", "Instead of the nearest maillint.toml");
  options.time("--now", line.now, "The time at which overrides end (2026-11-23T09:00:00Z)");
}

void add_init_options(OptionSet& options) {
  options.flag("--force", options.line().force, "Replace the maillint.toml that is there");
}

}  // namespace maillint::cli
