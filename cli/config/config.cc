// Reads maillint.toml.
#include "cli/config/config.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/config/record.h"
#include "cli/dialects.h"
#include "cli/file.h"
#include "cli/options.h"
#include "cli/words.h"
#include "lint/ascii.h"
#include "lint/rule.h"
#include "rules/clients.h"

namespace maillint::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t config_octets = std::size_t{1} << 20;
constexpr std::size_t extends_most = 10;

/// Caught at the end of this file: reading goes down several levels.
struct Fault {
  Fault(const toml::node& node, std::string what_it_is, std::string what_helps = {})
      : line(node.source().begin.line), what(std::move(what_it_is)), hint(std::move(what_helps)) {}
  std::size_t line;
  std::string what;
  std::string hint;
};

constexpr Word<Severity> severities[] = {
    {"error", Severity::error}, {"warning", Severity::warning}, {"info", Severity::info}};

std::string text_of(const toml::node& node, std::string_view key) {
  const auto value = node.value_exact<std::string>();
  if (!value) throw Fault(node, fmt::format("'{}' must be a string", key));
  return *value;
}

template <typename T, std::size_t N>
T choose(const toml::node& node, std::string_view key, const Word<T> (&words)[N]) {
  const std::string text = text_of(node, key);
  std::vector<std::string_view> known;
  std::string all;
  for (const Word<T>& word : words) {
    if (word.word == text) return word.value;
    known.push_back(word.word);
    all += fmt::format("{}{}", all.empty() ? "" : ", ", word.word);
  }
  const std::string near = did_you_mean(text, known);
  throw Fault(node, fmt::format("'{}' takes one of {}, not '{}'", key, all, text), near);
}

std::vector<std::string> texts_of(const toml::node& node, std::string_view key) {
  if (node.is_string()) return {text_of(node, key)};
  const toml::array* array = node.as_array();
  if (array == nullptr) throw Fault(node, fmt::format("'{}' must be a list of strings", key));
  std::vector<std::string> out;
  for (const toml::node& item : *array) out.push_back(text_of(item, key));
  return out;
}

void check_rule(const toml::node& node, std::string_view glob) {
  std::vector<std::string_view> ids;
  for (const Rule* rule : all_rules()) {
    if (glob_match(glob, rule->id)) return;
    ids.push_back(rule->id);
  }
  throw Fault(node, fmt::format("no rule is named '{}'", glob), did_you_mean(glob, ids));
}

std::vector<std::string> rules_of(const toml::node& node, std::string_view key) {
  std::vector<std::string> globs = texts_of(node, key);
  for (const std::string& glob : globs) check_rule(node, glob);
  return globs;
}

SyntaxSet syntaxes_of(const toml::node& node, std::string_view key) {
  const Result<SyntaxSet> syntaxes = read_dialects(texts_of(node, key));
  if (!syntaxes) throw Fault(node, syntaxes.error().what, syntaxes.error().hint);
  return *syntaxes;
}

std::vector<SeverityChange> severities_of(const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr) throw Fault(node, "'severity' must be a table of rules and severities");
  std::vector<std::pair<std::size_t, SeverityChange>> changes;
  for (const auto& [glob, value] : *table) {
    check_rule(value, glob.str());
    changes.emplace_back(
        value.source().begin.line,
        SeverityChange{std::string(glob.str()), choose(value, glob.str(), severities)});
  }
  // A TOML table has no order of its own: that of the lines is what people mean.
  std::ranges::stable_sort(changes, {}, [](const auto& change) { return change.first; });
  std::vector<SeverityChange> out;
  for (auto& [line, change] : changes) out.push_back(std::move(change));
  return out;
}

[[noreturn]] void unknown_key(const toml::node& node, std::string_view key,
                              std::vector<std::string_view> known) {
  throw Fault(node, fmt::format("unknown key '{}'", key), did_you_mean(key, known));
}

/// [clients]: the mail programs that a message must look well in.
TargetClients clients_of(const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr) throw Fault(node, "write [clients], with target and min-support below");
  TargetClients clients;
  for (const auto& [name, value] : *table) {
    const std::string_view key = name.str();
    if (key == "target") {
      for (const std::string& glob : texts_of(value, key)) {
        const std::uint64_t named = clients_named(glob);
        if (named == 0)
          throw Fault(value, fmt::format("no mail program is named '{}'", glob),
                      nearest_client(glob));
        clients.programs |= named;
      }
    } else if (key == "min-support") {
      const auto percent = value.value_exact<std::int64_t>();
      if (!percent || *percent < 0 || *percent > 100)
        throw Fault(value, "'min-support' must be a number of percent, from 0 to 100");
      clients.min_support = static_cast<unsigned>(*percent);
    } else {
      unknown_key(value, key, {"target", "min-support"});
    }
  }
  return clients;
}

/// Whether the key is one of those that choose.
bool read_choice(std::string_view key, const toml::node& value, Choices& choices) {
  if (key == "select") {
    choices.select = rules_of(value, key);
  } else if (key == "ignore") {
    choices.ignore = rules_of(value, key);
  } else if (key == "severity") {
    choices.severities = severities_of(value);
  } else if (key == "profile") {
    choices.profile = choose(value, key, profile_words);
  } else if (key == "stage") {
    choices.stage = choose(value, key, stage_words);
  } else if (key == "mode") {
    choices.mode = choose(value, key, mode_words);
  } else if (key == "clients") {
    choices.clients = clients_of(value);
  } else if (key == "dialect") {
    choices.syntaxes = syntaxes_of(value, key);
  } else {
    return false;
  }
  return true;
}

/// Added to what was said before: lists of ignored rules and severities grow, the others change.
void apply(const Choices& more, Choices& choices) {
  if (!more.select.empty()) choices.select = more.select;
  choices.ignore.insert(choices.ignore.end(), more.ignore.begin(), more.ignore.end());
  choices.severities.insert(choices.severities.end(), more.severities.begin(),
                            more.severities.end());
  if (more.profile) choices.profile = more.profile;
  if (more.stage) choices.stage = more.stage;
  if (more.mode) choices.mode = more.mode;
  if (more.clients.programs != 0) choices.clients.programs = more.clients.programs;
  if (more.clients.min_support) choices.clients.min_support = more.clients.min_support;
  if (more.syntaxes) choices.syntaxes = more.syntaxes;
}

DateTime end_of_day(const toml::node& node) {
  const auto date = node.value_exact<toml::date>();
  const auto time = date ? parse_rfc3339(fmt::format("{:04}-{:02}-{:02}T23:59:59Z", date->year,
                                                     date->month, date->day))
                         : std::nullopt;
  if (!time) throw Fault(node, "'until' must be a date, as in 2027-01-31 without quotes");
  return *time;
}

Override read_override(const toml::table& table, std::string_view file) {
  Override out;
  out.where = fmt::format("{}:{}", file, table.source().begin.line);
  for (const auto& [name, value] : table) {
    const std::string_view key = name.str();
    record(key, value, file, out.settings);
    if (key == "path") {
      out.paths = texts_of(value, key);
    } else if (key == "reason") {
      out.reason = text_of(value, key);
    } else if (key == "until") {
      out.until = end_of_day(value);
    } else if (!read_choice(key, value, out.choices)) {
      unknown_key(value, key,
                  {"path", "reason", "until", "select", "ignore", "severity", "profile", "stage",
                   "mode", "clients", "dialect"});
    }
  }
  if (out.paths.empty()) throw Fault(table, "an override needs 'path'");
  std::erase_if(out.settings, [](const Setting& setting) {
    return setting.key == "path" || setting.key == "reason" || setting.key == "until";
  });
  return out;
}

std::vector<Override> overrides_of(const toml::node& node, std::string_view file) {
  const toml::array* array = node.as_array();
  std::vector<Override> out;
  if (array == nullptr) throw Fault(node, "write [[override]], with two brackets");
  for (const toml::node& item : *array) {
    const toml::table* table = item.as_table();
    if (table == nullptr) throw Fault(item, "write [[override]], with two brackets");
    out.push_back(read_override(*table, file));
  }
  return out;
}

/// Whether the folder's own file says root = true. What is wrong in it is told where it is read.
bool says_root(const fs::path& folder) {
  const Result<std::string> text = read_file((folder / "maillint.toml").string(), config_octets);
  if (!text) return false;
  try {
    return toml::parse(*text)["root"].value_or(false);
  } catch (const toml::parse_error&) {
    return false;
  }
}

/// The folder that holds .git or a file with root = true, else the folder of the file.
fs::path repository_of(const fs::path& file) {
  std::error_code error;
  for (fs::path at = file.parent_path();; at = at.parent_path()) {
    if (fs::exists(at / ".git", error) || says_root(at)) return at;
    if (at == at.parent_path()) return file.parent_path();
  }
}

/// A path relative to the file that names it.
fs::path path_inside(const toml::node& node, std::string_view key, const fs::path& file) {
  std::error_code error;
  fs::path path = fs::weakly_canonical(file.parent_path() / text_of(node, key), error);
  const fs::path root = repository_of(file);
  const auto [end, rest] = std::ranges::mismatch(root, path);
  if (error || end != root.end())
    throw Fault(node, fmt::format("'{}' lies outside of the repository", path.string()));
  return path;
}

/// "https://go.example.com/" and "*.example.com" are taken for what they mean by most people, and
/// are no domains.
std::vector<std::string> domains_of(const toml::node& node, std::string_view key) {
  std::vector<std::string> domains = texts_of(node, key);
  for (std::string& domain : domains) {
    const bool is_domain = !domain.empty() && domain.find('.') != std::string::npos &&
                           domain.find_first_of("/:*@ \t") == std::string::npos;
    if (!is_domain)
      throw Fault(node, fmt::format("'{}' is no domain", domain),
                  "as in \"example.com\", which means its subdomains too");
    domain = ascii::to_lower(domain);
  }
  return domains;
}

void read_links(const toml::node& node, KnownDomains& links) {
  const toml::table* table = node.as_table();
  if (table == nullptr) throw Fault(node, "write [links], with one bracket");
  for (const auto& [name, value] : *table) {
    const std::string_view key = name.str();
    if (key == "own") {
      links.own = domains_of(value, key);
    } else if (key == "tracking") {
      links.tracking = domains_of(value, key);
    } else if (key == "shorteners") {
      links.shorteners = domains_of(value, key);
    } else {
      unknown_key(value, key, {"own", "tracking", "shorteners"});
    }
  }
}

void read_into(const fs::path& file, std::size_t depth, Config& config);

void read_table(const toml::table& table, const fs::path& file, std::size_t depth, Config& config) {
  if (const toml::node* node = table.get("extends")) {
    if (depth >= extends_most) throw Fault(*node, "files extend each other without end");
    read_into(path_inside(*node, "extends", file), depth + 1, config);
  }
  Choices choices;
  for (const auto& [name, value] : table) {
    const std::string_view key = name.str();
    record(key, value, file.string(), config.settings);
    if (key == "extends" || read_choice(key, value, choices)) continue;
    if (key == "root") {
      if (!value.is_boolean()) throw Fault(value, "'root' must be true or false");
    } else if (key == "fail-on") {
      config.fail_on = choose(value, key, fail_on_words);
    } else if (key == "links") {
      read_links(value, config.links);
    } else if (key == "baseline") {
      config.baseline = path_inside(value, key, file).string();
    } else if (key == "exclude") {
      std::ranges::move(texts_of(value, key), std::back_inserter(config.exclude));
    } else if (key == "override") {
      std::vector<Override> more = overrides_of(value, file.string());
      std::ranges::move(more, std::back_inserter(config.overrides));
    } else {
      unknown_key(value, key,
                  {"root", "extends", "select", "ignore", "severity", "profile", "stage", "mode",
                   "fail-on", "baseline", "links", "override", "clients", "dialect", "exclude"});
    }
  }
  apply(choices, config.choices);
}

struct Unreadable {
  Error error;
};

void read_into(const fs::path& file, std::size_t depth, Config& config) {
  Result<std::string> text = read_file(file.string(), config_octets);
  if (!text)
    throw Unreadable{{.what = fmt::format("{}: {}", file.string(), text.error().what),
                      .hint = text.error().hint}};
  try {
    const toml::table table = toml::parse(*text, file.string());
    read_table(table, file, depth, config);
  } catch (const Fault& fault) {
    throw Unreadable{{.what = fmt::format("{}:{}: {}", file.string(), fault.line, fault.what),
                      .hint = fault.hint}};
  } catch (const toml::parse_error& error) {
    throw Unreadable{{.what = fmt::format("{}:{}: {}", file.string(), error.source().begin.line,
                                          error.description()),
                      .hint = "the file must be TOML"}};
  }
}

}  // namespace

std::vector<const Override*> Config::overrides_for(std::string_view given, DateTime now) const {
  std::vector<const Override*> fitting;
  if (overrides.empty()) return fitting;
  std::error_code error;
  const std::string full = fs::weakly_canonical(fs::absolute(given, error), error).string();
  std::string_view relative = full;
  if (relative.starts_with(folder)) relative.remove_prefix(folder.size());
  for (const Override& item : overrides) {
    if (item.until && item.until->seconds < now.seconds) continue;
    const bool fits = std::ranges::any_of(
        item.paths, [&](const std::string& glob) { return glob_match(glob, relative); });
    if (fits) fitting.push_back(&item);
  }
  return fitting;
}

Choices Config::choices_for(std::string_view given, DateTime now) const {
  Choices out = choices;
  for (const Override* item : overrides_for(given, now)) {
    Choices own = item->choices;
    for (std::string& glob : own.ignore)
      out.left_out.push_back({.rules = std::move(glob), .reason = item->reason});
    own.ignore.clear();
    apply(own, out);
  }
  return out;
}

std::vector<Setting> Config::settings_for(std::string_view given, DateTime now) const {
  std::vector<Setting> all = settings;
  for (const Override* item : overrides_for(given, now))
    all.insert(all.end(), item->settings.begin(), item->settings.end());
  std::map<std::string, std::string> last;
  for (const Setting& setting : all) last[setting.key] = setting.said;
  // What is ignored adds up, the rest is replaced.
  std::erase_if(all, [&last](const Setting& setting) {
    return setting.key != "ignore" && last[setting.key] != setting.said;
  });
  std::ranges::stable_sort(all, {}, &Setting::key);
  return all;
}

Result<Config> read_config(const std::string& path) {
  std::error_code error;
  Config config;
  const fs::path file = fs::weakly_canonical(path, error);
  config.path = path;
  config.folder = file.parent_path().string() + '/';
  try {
    read_into(file, 0, config);
  } catch (Unreadable& unreadable) {
    return tl::unexpected(std::move(unreadable.error));
  }
  return config;
}

}  // namespace maillint::cli
