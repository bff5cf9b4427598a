// Options for which files of folders are checked.
#include "cli/options/option_set.h"

namespace maillint::cli {

void add_walk_options(OptionSet& options) {
  CommandLine& line = options.line();
  options.list("--exclude", line.exclude, "GLOB",
               "Not these files and folders (as in .gitignore, repeatable), even if named");
  options.text("--changed-since", line.changed_since, "REVISION",
               "Only findings on lines that changed in git since then (a branch: since it forked)");
  options.flag("--all", line.all_files, "Take files of folders that do not look like mail, too");
  options.flag("--only-mail", line.only_mail,
               "Pass over files that do not look like mail even if named (for hooks)");
  options.flag("--allow-empty", line.allow_empty, "Exit 0 if no file is found");
}

}  // namespace maillint::cli
