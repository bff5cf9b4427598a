// Runs git, without a shell.
#pragma once

#include <string>
#include <vector>

#include "lint/result.h"

namespace maillint::cli {

/// What `git ARGUMENTS` prints. An error holds git's own words. No pager, no hook and no external
/// diff of the repository is run; filters of file contents (git-lfs) are, as git itself needs them.
Result<std::string> run_git(std::vector<std::string> arguments);

}  // namespace maillint::cli
