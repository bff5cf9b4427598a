// The subcommands.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/exit_code.h"
#include "cli/options.h"
#include "lint/result.h"
#include "rules/catalogue/catalogue.h"
#include "rules/maillint.h"

namespace maillint::cli {

/// `given`: standard input, where it had to be read to choose the subcommand.
ExitCode run_check(const CommandLine& line, std::optional<Input> given = {});
ExitCode run_explain(const CommandLine& line, std::optional<Input> given = {});
ExitCode run_hygiene(const CommandLine& line);
ExitCode run_show(const CommandLine& line, std::optional<Input> given = {});
ExitCode run_rules(const CommandLine& line);
ExitCode run_config(const CommandLine& line);
ExitCode run_init(const CommandLine& line);
ExitCode run_errors(const CommandLine& line);
/// errors --new.
ExitCode new_error(const CommandLine& line, const Catalogue& catalogue);
/// errors --check.
ExitCode check_errors(const CommandLine& line);
/// completion bash, zsh or fish.
ExitCode run_completion(const std::vector<std::string>& arguments);
/// No subcommand was named: finds the one that fits, and says which.
ExitCode run_fitting(const std::vector<std::string>& arguments);

/// What --now, --profile, --stage... come to. Pointers stay the caller's.
Options check_options(const CommandLine& line);
/// Complains about globs of --select and --ignore that match no rule.
bool rules_exist(const CommandLine& line);
/// The catalogue with --catalogue files, or the built-in one. Complains itself; nullptr on error.
struct LoadedCatalogue {
  std::unique_ptr<const Catalogue> own;
  const Catalogue* catalogue = nullptr;
};
LoadedCatalogue load_catalogue(const CommandLine& line);

/// Prints to standard output. Unread if that failed.
ExitCode print(std::string_view text);

/// "554 5.7.1 Spam", "5.1.1", "421", or words with a space: not the name of a file.
bool looks_like_reply(std::string_view text);

}  // namespace maillint::cli
