// maillint check.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <span>

#include "cli/baseline/run.h"
#include "cli/changes/lines.h"
#include "cli/commands/commands.h"
#include "cli/compiled.h"
#include "cli/config/rules.h"
#include "cli/file.h"
#include "cli/fix/run.h"
#include "cli/hygiene/import.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/run.h"
#include "lint/limits.h"
#include "lint/rule_times.h"
#include "lint/template/values.h"

namespace maillint::cli {
namespace {

bool rules_exist(std::string_view option, const std::vector<std::string>& globs) {
  bool all = true;
  for (const std::string& glob : globs) {
    bool found = false;
    std::vector<std::string_view> ids;
    for (const Rule* rule : all_rules()) {
      found = found || glob_match(glob, rule->id);
      ids.push_back(rule->id);
    }
    if (found) continue;
    complain(fmt::format("{}: no rule is named '{}'", option, glob), did_you_mean(glob, ids));
    all = false;
  }
  return all;
}

/// False if a path that was named cannot be read. What is no mail in a folder is passed over.
bool read_known_spam(const std::vector<std::string>& paths, Batch& batch) {
  if (paths.empty() || !batch.wants_spam()) return true;
  bool all = true;
  InputReader reader(paths);
  while (std::optional<Loaded> loaded = reader.next()) {
    if (!loaded->error) {
      batch.add_spam(std::move(loaded->input));
    } else if (std::ranges::find(paths, loaded->input.path) != paths.end()) {
      complain(fmt::format("{}: {}", loaded->input.path, loaded->error->what), loaded->error->hint);
      all = false;
    }
  }
  return all;
}

/// The files of --suppressions and --values, which Options points to.
struct NamedFiles {
  std::vector<std::string> suppressions;
  std::optional<TemplateValues> values;
};

Result<TemplateValues> read_values(const std::string& path) {
  constexpr std::size_t values_octets = std::size_t{16} << 20;
  const Result<std::string> json = read_file(path, values_octets);
  if (!json) return tl::unexpected(json.error());
  return TemplateValues::read_json(*json);
}

/// False, and says why, if one cannot be read.
bool read_files(const CommandLine& line, NamedFiles& files, Options& options) {
  const auto failed = [](const std::string& path, const Error& error) {
    complain(fmt::format("{}: {}", path, error.what), error.hint);
    return false;
  };
  if (!line.suppressions.empty()) {
    Result<std::vector<std::string>> addresses = read_suppressions(line.suppressions);
    if (!addresses) return failed(line.suppressions, addresses.error());
    files.suppressions = std::move(*addresses);
    options.suppressions = &files.suppressions;
  }
  if (!line.values.empty()) {
    Result<TemplateValues> values = read_values(line.values);
    if (!values) return failed(line.values, values.error());
    options.values = &files.values.emplace(std::move(*values));
  }
  return true;
}

}  // namespace

bool rules_exist(const CommandLine& line) {
  const bool selected = rules_exist("--select", line.select);
  return rules_exist("--ignore", line.ignore) && selected;
}

Options check_options(const CommandLine& line) {
  Options options;
  options.profile = line.profile;
  options.stage = line.stage;
  options.mode = line.mode;
  options.syntaxes = line.syntaxes;
  options.now_given = line.now.has_value();
  if (line.now) {
    options.now = *line.now;
  } else {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    options.now.seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  }
  options.language = language_of(line);
  return options;
}

namespace {

constexpr std::size_t slow_rules = 25;

/// On standard error, so that reports stay the same for equal input.
void print_times(const RuleTimes& times) {
  const auto milliseconds = [](RuleTimes::Clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
  };
  RuleTimes::Clock::duration sum{};
  const std::vector<RuleTimes::Row> rows = times.rows();
  for (const RuleTimes::Row& row : rows) sum += row.time;
  std::string text = fmt::format("{:>10} {:>6} {:>9}  rule\n", "ms", "share", "messages");
  for (const RuleTimes::Row& row : std::span(rows).first(std::min(rows.size(), slow_rules)))
    text += fmt::format("{:>10.2f} {:>5.1f}% {:>9}  {}\n", milliseconds(row.time),
                        100 * milliseconds(row.time) / std::max(milliseconds(sum), 1e-9),
                        row.messages, row.rule->id);
  text += fmt::format("{:>10.2f}  100% all {} rules that ran\n", milliseconds(sum), rows.size());
  Output error(2);
  error.write(text);
  error.flush();
}

/// --all, --exclude and the file's exclude.
WalkOptions walk_options(const CommandLine& line, const Config& config) {
  WalkOptions walk{.selective = true,
                   .all = line.all_files,
                   .only_mail = line.only_mail,
                   .allow_empty = line.allow_empty};
  walk.excludes.add(absolute_path("."), line.exclude);
  if (!config.exclude.empty()) walk.excludes.add(absolute_path(config.folder), config.exclude);
  return walk;
}

/// False, and says why, if git does not tell.
bool read_changes(const CommandLine& line, std::optional<ChangedLines>& changes) {
  Result<ChangedLines> since = ChangedLines::since(line.changed_since);
  if (!since) {
    complain(fmt::format("--changed-since: {}", since.error().what), since.error().hint);
    return false;
  }
  changes.emplace(std::move(*since));
  return true;
}

}  // namespace

ExitCode run_check(const CommandLine& given_line, std::optional<Input> given) {
  CommandLine line = given_line;
  if (!rules_exist(line)) return ExitCode::usage;
  if (line.words.empty() && line.files_from.empty()) {
    if (::isatty(0) == 1) {
      complain("no message given", "maillint check FILE..., or - for standard input");
      return ExitCode::usage;
    }
    line.words.push_back("-");
  }
  std::optional<std::vector<std::string>> paths = named_paths(line);
  if (!paths) return ExitCode::unread;
  line.words = std::move(*paths);
  line.files_from.clear();
  Options options = check_options(line);
  const std::optional<Config> config = load_config(line, options.now);
  if (!config) return ExitCode::usage;
  if (config->fail_on && !line.fail_on_given) line.fail_on = *config->fail_on;
  ConfiguredRules rules(*config, line);
  options.risk = line.risk;
  options.heed_directives = !line.no_inline;
  NamedFiles files;
  if (!read_files(line, files, options)) return ExitCode::unread;
  WalkOptions walk = walk_options(line, *config);
  std::optional<ChangedLines> changes;
  if (!line.changed_since.empty() && !read_changes(line, changes)) return ExitCode::usage;
  if (changes) walk.changes = &*changes;
  std::optional<RuleTimes> times;
  if (line.timings) options.times = &times.emplace(all_rules());
  ExitCode fixed = ExitCode::clean;
  if (line.fix) {
    const FixInput fix = [&](Input input, const FixOptions& how) {
      return rules.fix(std::move(input), options, how);
    };
    fixed = run_fixes(line, fix, std::move(given), walk);
    if (!reports_after_fixes(line)) return fixed;
    // Fixes add and drop lines.
    if (changes && !read_changes(line, changes)) return ExitCode::usage;
  }
  Batch batch(rules.across_files(options.now),
              {.messages = line.burst_messages, .minutes = line.burst_minutes},
              config->choices_for("", options.now).severities);
  if (!read_known_spam(line.known_spam, batch)) return ExitCode::unread;
  std::optional<BaselineRun> baseline = BaselineRun::open(line, *config);
  if (!baseline) return ExitCode::usage;
  const auto judge = [&](Input input) {
    Report report = baseline->check(rules, std::move(input), options);
    if (changes) changes->filter(report);
    return report;
  };
  const auto leave = [&](Report& report, const std::string& path) {
    Result<std::string> mjml = read_file(path, limits::message_octets);
    if (!mjml) return;  // it is told why when its turn comes
    Options own = options;
    own.times = nullptr;
    leave_to_mjml(report,
                  rules.check({.path = path, .octets = std::move(*mjml), .origin = {}}, own));
  };
  const ExitCode code = run(Run{.line = line,
                                .judge = judge,
                                .leave_to_mjml = leave,
                                .judge_together = {},
                                .given = std::move(given),
                                .batch = &batch,
                                .walk = std::move(walk)});
  if (times) print_times(*times);
  return worst(worst(code, fixed), baseline->finish());
}

}  // namespace maillint::cli
