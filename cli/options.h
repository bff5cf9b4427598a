// What the command line asks for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_code.h"
#include "lint/date.h"
#include "lint/nearest.h"
#include "lint/settings.h"
#include "lint/template/syntax.h"
#include "rules/clients.h"

namespace maillint::cli {

enum class Subcommand : std::uint8_t { check, explain, hygiene, show, rules, errors, config, init };
enum class Format : std::uint8_t {
  text,
  json,
  ndjson,
  man,
  csv,
  list,
  markdown,
  concise,
  sarif,
  junit,
  checkstyle,
  github,
  gitlab,
  rdjson
};
enum class Colour : std::uint8_t { automatic, always, never };

std::string_view name(Subcommand command);
std::optional<Subcommand> find_subcommand(std::string_view word);
/// In the order in which people need them.
std::vector<Subcommand> all_subcommands();

/// A report of a run.
struct ReportTo {
  Format format = Format::text;
  std::string path;          // "": standard output
  bool job_summary = false;  // Markdown that GitHub shows: appended, of a limited size
};

/// What hygiene alone takes.
struct HygieneLine {
  std::string state;
  std::vector<std::string> policy;
  std::vector<std::string> own;
  std::vector<std::string> imports;
  std::string never;
  std::vector<std::string> release;
  std::vector<std::string> forget;
  std::string domain;  // for the held ones
  bool accept_held = false;
  bool release_held = false;
  bool export_all = false;
  bool changes = false;
  bool dry_run = false;
  unsigned wait = 60;  // seconds
};

/// Every option of every subcommand; a subcommand accepts only its own.
struct CommandLine {
  Subcommand command = Subcommand::check;
  Format format = Format::text;   // of what goes to standard output
  std::vector<ReportTo> reports;  // of check and explain: at least one
  std::string output;             // --output
  Colour colour = Colour::automatic;
  std::optional<Language> language;  // from the environment if absent
  bool quiet = false;
  bool buffer_until_eof = false;
  bool timing = false;
  bool statistics = false;  // check
  bool timings = false;
  std::optional<unsigned> max_warnings;  // check
  unsigned jobs = 1;
  std::optional<Severity> fail_on = Severity::error;  // absent: never
  bool fail_on_given = false;
  std::string config;  // --config; "": the nearest maillint.toml
  bool no_config = false;
  bool no_inline = false;
  bool force = false;    // init
  bool show = true;      // config: it does nothing else
  std::string baseline;  // --baseline; "": that of the configuration
  bool write_baseline = false;
  bool prune_baseline = false;
  bool fix = false;
  bool fix_diff = false;  // --diff
  bool unsafe_fixes = false;
  bool fix_anyway = false;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::optional<DateTime> now;
  std::optional<Profile> profile;
  std::optional<Stage> stage;
  std::optional<Kind> mode;
  std::string values;  // --values
  std::vector<std::string> dialects;
  std::optional<SyntaxSet> syntaxes;  // of them
  std::vector<std::string> words;     // FILE..., IDs, search words
  std::string files_from;
  std::string changed_since;         // check
  std::vector<std::string> exclude;  // check
  bool only_mail = false;            // check
  bool all_files = false;            // check
  bool allow_empty = false;          // check
  std::string text;                  // explain --text
  bool has_text = false;
  std::string original;
  std::string provider;
  std::string host;
  std::vector<std::string> catalogues;
  std::vector<std::string> check;  // errors --check
  std::string new_entry;           // errors --new
  bool sisimai = false;            // explain --vocabulary sisimai
  bool redact = false;
  bool table = false;
  bool each = false;
  bool history = false;
  bool strict = false;
  bool letter = false;
  bool with_recipients = false;  // in the letter
  bool source = false;
  std::string suppressions;  // check
  std::vector<std::string> known_spam;
  unsigned burst_messages = 50;
  unsigned burst_minutes = 10;
  bool risk = false;          // check
  TargetClients clients;      // check
  bool list_clients = false;  // rules --clients
  HygieneLine hygiene;
};

/// The command line, or what to print instead of running: help, the version, a usage error.
struct Parsed {
  std::optional<CommandLine> line;
  std::string output;  // --help and --version, for standard output
  std::string error;
  std::string hint;
  ExitCode code = ExitCode::clean;
};

/// The words after the subcommand's name.
Parsed parse_options(Subcommand command, const std::vector<std::string>& arguments);

/// Of `maillint --help`.
std::string main_help();
std::string version_line();

/// did_you_mean() for a mail program (rules/clients.h); or where to find them all.
std::string nearest_client(std::string_view word);

}  // namespace maillint::cli
