// No subcommand named: the one that fits the argument, and said so.
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "cli/commands/commands.h"
#include "cli/input.h"
#include "cli/output.h"
#include "lint/ascii.h"
#include "lint/bounce/delivery_report.h"
#include "rules/guess.h"

namespace maillint::cli {
namespace {

bool exists(const std::string& path) {
  struct stat status {};
  return path == "-" || ::lstat(path.c_str(), &status) == 0;
}

/// Whether octets hold a report, a transcript or a reply rather than a message to check.
bool is_explainable(const Input& input) {
  const Message message(std::make_unique<Source>(input.path, input.octets, input.origin));
  const Facts facts(message);
  if (classify(message, facts) == Kind::report) return true;
  const DeliveryReport report = read_delivery_report(message, facts);
  return report.kind != ReportKind::none;
}

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return ascii::is_alpha(c); });
}

ExitCode run_as(Subcommand command, const std::vector<std::string>& arguments,
                std::optional<Input> given) {
  const Parsed parsed = parse_options(command, arguments);
  if (!parsed.line) {
    if (parsed.code == ExitCode::clean) return print(parsed.output);
    complain(parsed.error, parsed.hint);
    return parsed.code;
  }
  std::string shown;
  for (const std::string& argument : arguments) shown += ' ' + argument;
  remark(fmt::format("running: maillint {}{}", name(command), shown));
  switch (command) {
    case Subcommand::explain:
      return run_explain(*parsed.line, std::move(given));
    case Subcommand::rules:
      return run_rules(*parsed.line);
    case Subcommand::errors:
      return run_errors(*parsed.line);
    default:
      return run_check(*parsed.line, std::move(given));
  }
}

/// The file decides; standard input is handed on, as it cannot be read twice.
ExitCode run_for_file(const std::string& path, const std::vector<std::string>& arguments) {
  InputReader reader({path});
  std::optional<Loaded> first = reader.next();
  const bool readable = first && !first->error;
  const bool explains = readable && is_explainable(first->input);
  std::optional<Input> given;
  if (path == "-" && readable) given = std::move(first->input);
  return run_as(explains ? Subcommand::explain : Subcommand::check, arguments, std::move(given));
}

}  // namespace

ExitCode run_fitting(const std::vector<std::string>& arguments) {
  const auto first = std::ranges::find_if(arguments, [](const std::string& word) {
    return word == "-" || !word.starts_with('-') || exists(word);
  });
  // Options before a subcommand: "maillint --format json check FILE".
  for (const std::string& word : arguments) {
    if (find_subcommand(word) && !exists(word)) {
      complain(fmt::format("options of {} come after it", word),
               fmt::format("maillint {} --help", word));
      return ExitCode::usage;
    }
  }
  const std::string& word = first == arguments.end() ? arguments.front() : *first;
  // "--format json FILE": the value of an option is no file, so look for one.
  const auto file = std::ranges::find_if(arguments, exists);
  if (file != arguments.end()) return run_for_file(*file, arguments);
  if (find_rule(word) != nullptr) return run_as(Subcommand::rules, arguments, {});
  if (built_in_catalogue().find(word) != nullptr) return run_as(Subcommand::errors, arguments, {});
  if (looks_like_reply(word)) return run_as(Subcommand::explain, arguments, {});
  if (is_word(word)) {
    std::vector<std::string_view> commands = {"completion"};
    for (const Subcommand command : all_subcommands()) commands.push_back(name(command));
    const std::string hint = did_you_mean(word, commands);
    complain(fmt::format("no file and no command is named '{}'", word),
             hint.empty() ? "maillint --help lists the commands" : hint);
    return ExitCode::usage;
  }
  return run_as(Subcommand::check, arguments, {});
}

}  // namespace maillint::cli
