// Runs git, without a shell.
#pragma once

#include <string>
#include <vector>

#include "lint/result.h"

namespace maillint::cli {

/// What `git ARGUMENTS` prints. An error holds git's own words. Nothing that a repository or its
/// settings name is run: no pager, no external diff, no filter of file contents.
Result<std::string> run_git(std::vector<std::string> arguments);

}  // namespace maillint::cli
