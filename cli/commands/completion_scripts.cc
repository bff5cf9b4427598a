// The scripts for bash, zsh and fish.
#include <fmt/format.h>

#include "cli/commands/completion.h"

namespace maillint::cli {
namespace {

/// Inside of single quotes.
std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out;
}

std::string names(const std::vector<CompletedCommand>& commands) {
  std::string out;
  for (const CompletedCommand& command : commands) out += fmt::format("{} ", command.name);
  return out + "completion";
}

std::string all_options(const CompletedCommand& command) {
  std::string out = "--help";
  for (const OptionEntry& option : command.options) {
    for (const std::string& name : names_of(option)) out += ' ' + name;
  }
  return out;
}

std::string bash_values(const OptionEntry& option) {
  switch (kind_of(option)) {
    case ValueKind::words:
      return fmt::format("_maillint_words '{}'", fmt::join(option.words, " "));
    case ValueKind::rules:
      return "_maillint_rules";
    case ValueKind::folders:
      return "_maillint_files -d";
    case ValueKind::files:
      return "_maillint_files -f";
    case ValueKind::none:
      break;
  }
  return ":";
}

/// zsh's _arguments gives a meaning to these.
std::string zsh_escaped(std::string_view text) {
  std::string out;
  for (const char c : quoted(text)) {
    if (c == '[' || c == ']' || c == ':') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_values(const OptionEntry& option) {
  switch (kind_of(option)) {
    case ValueKind::words:
      return fmt::format("({})", fmt::join(option.words, " "));
    case ValueKind::rules:
      return "->rules";
    case ValueKind::folders:
      return "_files -/";
    case ValueKind::files:
      return "_files";
    case ValueKind::none:
      break;
  }
  return " ";
}

std::string zsh_argument(const OptionEntry& option) {
  const std::string values = zsh_values(option);
  if (option.names.empty()) return fmt::format("      '*:{}:{}' \\\n", option.type, values);
  std::string out;
  for (const std::string& name : names_of(option)) {
    const bool is_long = name.starts_with("--");
    out += fmt::format(
        "      '*{}{}[{}]{}' \\\n", name,
        option.type.empty() ? ""
        : is_long           ? "="
                            : "+",
        zsh_escaped(option.help),
        option.type.empty() ? "" : fmt::format(":{}:{}", zsh_escaped(option.type), values));
  }
  return out;
}

/// Of fish's "complete": what comes after an option's name.
std::string fish_values(const OptionEntry& option) {
  if (option.type.empty()) return "";
  switch (kind_of(option)) {
    case ValueKind::words:
      return fmt::format(" -x -a '{}'", fmt::join(option.words, " "));
    case ValueKind::rules:
      return " -x -a '(__maillint_rules)'";
    case ValueKind::folders:
      return " -x -a '(__fish_complete_directories)'";
    case ValueKind::files:
      return " -r -F";
    case ValueKind::none:
      break;
  }
  return " -x";
}

std::string fish_option(const CompletedCommand& command, const OptionEntry& option) {
  std::string out =
      fmt::format("complete -c maillint -n '__fish_seen_subcommand_from {}'", command.name);
  if (option.names.empty()) {
    return kind_of(option) == ValueKind::rules ? out + " -f -a '(__maillint_rules)'\n"
                                               : out + " -F\n";
  }
  for (const std::string& name : names_of(option))
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  return out + fish_values(option) + fmt::format(" -d '{}'\n", quoted(option.help));
}

}  // namespace

std::string bash_script(const std::vector<CompletedCommand>& commands, const std::string& rules) {
  std::string out =
      fmt::format(R"(# bash completion of maillint, written by: maillint completion bash
_maillint_words() {{ mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }}
_maillint_files() {{
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
  compopt -o filenames 2>/dev/null
}}
_maillint_rules() {{
  local before=
  [[ $cur != *,* ]] || before=${{cur%,*}},
  set -f
  mapfile -t COMPREPLY < <(compgen -P "$before" -W '{}' -- "${{cur##*,}}")
  set +f
  compopt -o nospace 2>/dev/null
}}
_maillint() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command= word
  # "--format=text" comes as three words.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $before == = ]]; then
    before=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  COMPREPLY=()
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    [[ " {} " != *" $word "* ]] || {{ command=$word; break; }}
  done
  case "$command $before" in
)",
                  rules, names(commands));
  for (const CompletedCommand& command : commands) {
    for (const OptionEntry& option : command.options) {
      if (option.type.empty() || option.names.empty()) continue;
      std::string patterns;
      for (const std::string& name : names_of(option))
        patterns += fmt::format("{}'{} {}'", patterns.empty() ? "" : "|", command.name, name);
      out += fmt::format("    {}) {}; return ;;\n", patterns, bash_values(option));
    }
  }
  out += "    'completion completion') _maillint_words 'bash zsh fish'; return ;;\n  esac\n";
  out += "  case $command in\n";
  for (const CompletedCommand& command : commands) {
    std::string otherwise = "_maillint_files -f";
    for (const OptionEntry& option : command.options) {
      if (option.names.empty()) otherwise = bash_values(option);
    }
    out += fmt::format("    {}) if [[ $cur == -* ]]; then _maillint_words '{}'; else {}; fi ;;\n",
                       command.name, all_options(command), otherwise);
  }
  return out + fmt::format(R"(    '')
      _maillint_files -f
      local files=("${{COMPREPLY[@]}}")
      _maillint_words '{} --help --version'
      COMPREPLY+=("${{files[@]}}")
      ;;
  esac
}}
complete -F _maillint maillint
)",
                           names(commands));
}

std::string zsh_script(const std::vector<CompletedCommand>& commands, const std::string& rules) {
  std::string out =
      "#compdef maillint\n# zsh completion of maillint, written by: maillint completion zsh\n"
      "_maillint() {\n  local context state state_descr line\n  typeset -A opt_args\n"
      "  local -a commands\n  commands=(\n";
  for (const CompletedCommand& command : commands)
    out += fmt::format("    '{}:{}'\n", command.name, quoted(command.description));
  out +=
      "    'completion:Completes words in bash, zsh or fish.'\n  )\n"
      "  if (( CURRENT == 2 )); then\n    _describe command commands\n    _files\n    return\n"
      "  fi\n  case $words[2] in\n";
  for (const CompletedCommand& command : commands) {
    out += fmt::format("    {})\n      shift words; (( CURRENT-- ))\n      _arguments -s -S \\\n",
                       command.name);
    for (const OptionEntry& option : command.options) out += zsh_argument(option);
    out += "      '(- *)--help[Print this help]'\n      ;;\n";
  }
  return out + fmt::format(R"(    completion) _values shell bash zsh fish ;;
    *) _files ;;
  esac
  if [[ $state == rules ]]; then
    local rules='{}'
    local -a ids
    ids=(${{(s: :)rules}})
    compset -P '*,'
    compadd -S '' -a ids
  fi
}}
if [[ $funcstack[1] == _maillint ]]; then
  _maillint "$@"
else
  compdef _maillint maillint
fi
)",
                           rules);
}

std::string fish_script(const std::vector<CompletedCommand>& commands, const std::string& rules) {
  std::string out = fmt::format(
      "# fish completion of maillint, written by: maillint completion fish\n"
      "function __maillint_rules\n    string split ' ' '{}'\nend\n",
      rules);
  for (const CompletedCommand& command : commands)
    out += fmt::format("complete -c maillint -n __fish_use_subcommand -a {} -d '{}'\n",
                       command.name, quoted(command.description));
  out +=
      "complete -c maillint -n __fish_use_subcommand -a completion -d 'Completes words'\n"
      "complete -c maillint -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'\n"
      "complete -c maillint -s h -l help -d 'Print this help'\n";
  for (const CompletedCommand& command : commands) {
    for (const OptionEntry& option : command.options) out += fish_option(command, option);
  }
  return out;
}

}  // namespace maillint::cli
