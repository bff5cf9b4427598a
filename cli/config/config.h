// maillint.toml: what a project decides about its rules.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/date.h"
#include "lint/result.h"
#include "lint/settings.h"
#include "rules/maillint.h"

namespace maillint::cli {

/// What the file, or one of its overrides, says; absent or empty where it says nothing.
struct Choices {
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<RulesLeftOut> left_out;      // by overrides: these run, and what they find is counted
  std::vector<SeverityChange> severities;  // in the order of the file
  std::optional<Profile> profile;
  std::optional<Stage> stage;
  std::optional<Kind> mode;
  TargetClients clients;
  std::optional<SyntaxSet> syntaxes;
};

/// A value as the file has it, for people.
struct Setting {
  std::string key;    // "severity.link-*"
  std::string value;  // one item of a list
  std::string where;  // "maillint.toml:12"
  std::string said;   // where its list begins: the same for all its items
};

/// [[override]]: for some paths.
struct Override {
  std::vector<std::string> paths;  // globs, relative to the folder of the file
  Choices choices;
  std::string reason;
  std::optional<DateTime> until;  // the end of its last day
  std::string where;              // "maillint.toml:12"
  std::vector<Setting> settings;
};

struct Config {
  std::string path;    // "" if there is no file
  std::string folder;  // of the file, absolute, with a final "/"
  Choices choices;
  std::optional<std::optional<Severity>> fail_on;  // "never" is an absent severity
  std::string baseline;                            // absolute, "" if none is named
  KnownDomains links;
  std::vector<Override> overrides;
  std::vector<Setting> settings;     // without those of overrides
  std::vector<std::string> exclude;  // as in .gitignore, relative to the folder

  /// What holds for a file: the file's own choices, then those of each override whose glob fits and
  /// that has not ended. `path` as given on the command line.
  Choices choices_for(std::string_view path, DateTime now) const;
  /// The same for people, by key: what a later line replaces is left out.
  std::vector<Setting> settings_for(std::string_view path, DateTime now) const;

 private:
  /// In the order of the file.
  std::vector<const Override*> overrides_for(std::string_view path, DateTime now) const;
};

/// The nearest maillint.toml in `folder` or above it, not above the root of the repository (a
/// folder that holds .git); "" if there is none.
std::string find_config(const std::string& folder);

/// Reads the file and those that it extends. Strict: an unknown key, rule or value is an error that
/// names file and line. A file outside of the repository is never read.
Result<Config> read_config(const std::string& path);

}  // namespace maillint::cli
