// maillint: tells why mail is refused, and what to do.
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/output.h"

namespace maillint::cli {
namespace {

bool is_one_of(const std::string& word, const char* a, const char* b) {
  return word == a || word == b;
}

ExitCode run_subcommand(const CommandLine& line) {
  switch (line.command) {
    case Subcommand::check:
      return run_check(line);
    case Subcommand::explain:
      return run_explain(line);
    case Subcommand::hygiene:
      return run_hygiene(line);
    case Subcommand::show:
      return run_show(line);
    case Subcommand::rules:
      return run_rules(line);
    case Subcommand::errors:
      return run_errors(line);
    case Subcommand::config:
      return run_config(line);
    case Subcommand::init:
      return run_init(line);
  }
  return ExitCode::internal;
}

ExitCode run_program(std::vector<std::string> words) {
  if (words.empty()) {
    complain("what shall it do?", "maillint check FILE, maillint explain FILE, maillint --help");
    return ExitCode::usage;
  }
  if (is_one_of(words[0], "-h", "--help") || (words[0] == "help" && words.size() == 1))
    return print(main_help());
  if (is_one_of(words[0], "-V", "--version")) return print(version_line());
  if (words[0] == "help") {
    words.erase(words.begin());
    words.insert(words.begin() + 1, "--help");
  }
  if (words[0] == "completion") return run_completion({words.begin() + 1, words.end()});
  const std::optional<Subcommand> command = find_subcommand(words[0]);
  if (!command) return run_fitting(words);
  const Parsed parsed = parse_options(*command, {words.begin() + 1, words.end()});
  if (parsed.line) return run_subcommand(*parsed.line);
  if (parsed.code == ExitCode::clean) return print(parsed.output);
  complain(parsed.error, parsed.hint);
  return parsed.code;
}

}  // namespace
}  // namespace maillint::cli

int main(int argc, char** argv) {
  using namespace maillint::cli;
  // A closed standard output is not an error here: each write to it fails, and that is told.
  reserve_standard_descriptors();
  ExitCode code = ExitCode::internal;
  try {
    code = run_program({argv + (argc > 0 ? 1 : 0), argv + argc});
  } catch (const std::bad_alloc&) {
    complain("out of memory");
  } catch (const std::exception& error) {
    complain(std::string("internal error: ") + error.what(),
             "please report it, with the input if you can");
  }
  return static_cast<int>(code);
}
