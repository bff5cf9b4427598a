// Scripts that complete the words of maillint's command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/options/option_set.h"

namespace maillint::cli {

/// A subcommand with its options, as the scripts need it.
struct CompletedCommand {
  std::string_view name;
  std::string description;
  std::vector<OptionEntry> options;  // those with a long name, and what is no option
};

/// What a value is completed with.
enum class ValueKind : unsigned char { none, words, files, folders, rules };
ValueKind kind_of(const OptionEntry& option);
/// "--jobs", "-j".
std::vector<std::string> names_of(const OptionEntry& option);

std::string bash_script(const std::vector<CompletedCommand>& commands, const std::string& rules);
std::string zsh_script(const std::vector<CompletedCommand>& commands, const std::string& rules);
std::string fish_script(const std::vector<CompletedCommand>& commands, const std::string& rules);

}  // namespace maillint::cli
