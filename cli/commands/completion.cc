// maillint completion: from the options that each subcommand declares.
#include "cli/commands/completion.h"

#include <fmt/format.h>

#include <set>

#include "cli/commands/commands.h"
#include "cli/output.h"
#include "rules/maillint.h"

namespace maillint::cli {
namespace {

constexpr std::string_view help =
    "Prints a script that completes the words of maillint's command line.\n"
    "Usage: maillint completion bash|zsh|fish\n"
    "\n"
    "  bash   . <(maillint completion bash)        in ~/.bashrc\n"
    "  zsh    . <(maillint completion zsh)         in ~/.zshrc, after compinit\n"
    "  fish   maillint completion fish | source    in ~/.config/fish/config.fish\n"
    "\n"
    "Packages install the scripts where the shells look for them.\n";

std::vector<CompletedCommand> completed_commands() {
  std::vector<CompletedCommand> out;
  for (const Subcommand command : all_subcommands())
    out.push_back({name(command), description_of(command), options_of(command)});
  return out;
}

/// Ids, and a glob for each family.
std::string rule_words() {
  std::set<std::string> words;
  for (const Rule* rule : all_rules()) {
    words.emplace(rule->id);
    words.insert(fmt::format("{}-*", rule->family()));
  }
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace

ValueKind kind_of(const OptionEntry& option) {
  if (!option.words.empty()) return ValueKind::words;
  const std::string& type = option.type;
  if (type == "RULES" || (type == "WORD" && option.help.starts_with("Rule ids")))
    return ValueKind::rules;
  if (type == "DIR") return ValueKind::folders;
  if (type == "LIST" || type == "CSV" || type.starts_with("FILE")) return ValueKind::files;
  return ValueKind::none;
}

std::vector<std::string> names_of(const OptionEntry& option) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < option.names.size();) {
    const std::size_t end = std::min(option.names.find(',', begin), option.names.size());
    out.push_back(option.names.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

ExitCode run_completion(const std::vector<std::string>& arguments) {
  const std::string shell = arguments.empty() ? std::string() : arguments.front();
  if (shell == "-h" || shell == "--help") return print(help);
  if (arguments.size() == 1) {
    if (shell == "bash") return print(bash_script(completed_commands(), rule_words()));
    if (shell == "zsh") return print(zsh_script(completed_commands(), rule_words()));
    if (shell == "fish") return print(fish_script(completed_commands(), rule_words()));
  }
  complain("completion takes one of bash, zsh, fish", did_you_mean(shell, {"bash", "zsh", "fish"}));
  return ExitCode::usage;
}

}  // namespace maillint::cli
