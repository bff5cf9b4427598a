// Which options each subcommand takes.
#include "cli/options.h"

#include <fmt/format.h>

#include "cli/options/option_set.h"

namespace maillint::cli {
namespace {

constexpr Word<Subcommand> subcommand_words[] = {
    {"check", Subcommand::check},     {"explain", Subcommand::explain},
    {"hygiene", Subcommand::hygiene}, {"show", Subcommand::show},
    {"rules", Subcommand::rules},     {"errors", Subcommand::errors},
    {"config", Subcommand::config},   {"init", Subcommand::init}};

std::string footer(Subcommand command) {
  constexpr std::string_view rest =
      "2 wrong usage; 3 an input was not readable; 4 a fault of maillint";
  if (command == Subcommand::check)
    return fmt::format("Exit codes: 0 nothing from --fail-on up; 1 findings; {}.", rest);
  if (command == Subcommand::explain)
    return fmt::format("Exit codes: 0; 1 with --strict when an error is unknown; {}.", rest);
  if (command == Subcommand::hygiene)
    return fmt::format("Exit codes: 0; 1 when removals are held back; {}.", rest);
  return fmt::format("Exit codes: 0; {}.", rest);
}

void add_words(OptionSet& options) {
  std::vector<std::string>& words = options.line().words;
  switch (options.command()) {
    case Subcommand::rules:
      return options.words("WORD", words, "Rule ids; * stands for any letters");
    case Subcommand::errors:
      return options.words("WORD", words, "Ids, reply codes or words");
    case Subcommand::explain:
      return options.words("FILE-OR-TEXT", words,
                           "Bounces, logs, transcripts; - or nothing for standard input");
    case Subcommand::config:
      return options.words("FILE", words, "Files, which need not exist; . by default");
    case Subcommand::init:
      return options.words("FOLDER", words, "Where to look and to write; . by default");
    default:
      return options.words("FILE", words,
                           "Messages, mboxes, directories, Maildirs; - for standard input");
  }
}

void add_all(OptionSet& options) {
  const Subcommand command = options.command();
  const bool messages = command == Subcommand::check || command == Subcommand::explain;
  add_words(options);
  add_output_options(options);
  if (messages) add_input_options(options);
  if (command == Subcommand::check) add_walk_options(options);
  if (command == Subcommand::check || command == Subcommand::show) add_rule_options(options);
  if (command == Subcommand::check) add_finding_options(options);
  if (messages) add_judgement_options(options);
  if (command == Subcommand::explain) add_explain_options(options);
  if (command == Subcommand::hygiene) add_hygiene_options(options);
  if (command == Subcommand::show)
    options.flag("--source", options.line().source,
                 "Print the source, annotated with the findings");
  if (command == Subcommand::rules)
    options.flag("--clients", options.line().list_clients,
                 "List the mail programs that client-* rules know");
  if (command == Subcommand::errors) add_errors_options(options);
  if (command == Subcommand::config) add_config_options(options);
  if (command == Subcommand::init) add_init_options(options);
  options.footer(footer(command));
}

}  // namespace

std::string_view name(Subcommand command) {
  return subcommand_words[static_cast<std::size_t>(command)].word;
}

std::optional<Subcommand> find_subcommand(std::string_view word) {
  for (const Word<Subcommand>& command : subcommand_words) {
    if (command.word == word) return command.value;
  }
  return std::nullopt;
}

std::vector<Subcommand> all_subcommands() {
  std::vector<Subcommand> all;
  for (const Word<Subcommand>& command : subcommand_words) all.push_back(command.value);
  return all;
}

std::string description_of(Subcommand command) {
  switch (command) {
    case Subcommand::check:
      return "Checks messages for what filters and servers object to.";
    case Subcommand::explain:
      return "Explains why mail was refused or delayed, and what to do.";
    case Subcommand::hygiene:
      return "Decides which addresses to take off a list, from the bounces of its mail.";
    case Subcommand::show:
      return "Shows what a message holds: fields, addresses, parts, the way it took.";
    case Subcommand::rules:
      return "Explains the rules of maillint check.";
    case Subcommand::errors:
      return "Looks up error messages and reply codes.";
    case Subcommand::config:
      return "Tells which settings of maillint.toml hold for a file, and where each is written.";
    case Subcommand::init:
      return "Writes a maillint.toml from what a folder holds.";
  }
  return {};
}

std::vector<OptionEntry> options_of(Subcommand command) {
  OptionSet options(command, description_of(command));
  add_all(options);
  return options.entries();
}

Parsed parse_options(Subcommand command, const std::vector<std::string>& arguments) {
  OptionSet options(command, description_of(command));
  add_all(options);
  return options.parse(arguments);
}

}  // namespace maillint::cli
