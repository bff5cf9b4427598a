// maillint init: a maillint.toml from what a folder holds.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "cli/commands/commands.h"
#include "cli/file.h"
#include "cli/output.h"
#include "cli/render/labels.h"
#include "cli/replace_file.h"
#include "cli/walk/mail_signs.h"
#include "lint/ascii.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t entries_most = 200'000;
constexpr std::size_t beginning = std::size_t{64} << 10;

/// What the folders of mailings are called; of one word of the name, or of its plural.
constexpr std::string_view bulk_words[] = {"marketing", "newsletter",  "campaign", "promo",
                                           "promotion", "bulk",        "mailing",  "digest",
                                           "broadcast", "announcement"};
constexpr std::string_view skipped_folders[] = {"node_modules", "vendor", "dist", "build",
                                                "target"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::ranges::any_of(words,
                             [&](std::string_view known) { return ascii::equal(known, word); });
}

/// "q3-newsletters" has the word "newsletter".
bool is_bulk_name(std::string_view name) {
  for (std::size_t begin = 0; begin < name.size();) {
    std::size_t end = begin;
    while (end < name.size() && ascii::is_alpha(name[end])) ++end;
    std::string_view word = name.substr(begin, end - begin);
    if (is_one_of(word, bulk_words)) return true;
    if (ascii::ends_with(word, "s")) word.remove_suffix(1);
    if (is_one_of(word, bulk_words)) return true;
    begin = end + 1;
  }
  return false;
}

/// As a walk through the folder decides.
bool is_template(const fs::path& path) {
  const FileClaim claim = claim_of(path.filename().string());
  if (claim == FileClaim::mail) return true;
  if (claim != FileClaim::markup && claim != FileClaim::engine && claim != FileClaim::json)
    return false;
  const Result<OpenFile> file = open_file(path.string());
  if (!file || !file->is_regular) return false;
  std::string head;
  (void)read_some(*file, head, beginning);
  return claim == FileClaim::json ? is_ses_template(head)
                                  : looks_like_mail_markup(head, path.string(), claim);
}

struct FolderOfMail {
  std::size_t templates = 0;
  std::size_t messages = 0;
  std::set<std::string> types;
};

/// By path relative to the root, with "/" between names; "" for the root itself.
using Seen = std::map<std::string, FolderOfMail>;

void look_at(const fs::path& path, const std::string& folder, Seen& seen) {
  const std::string type = path.extension().string();
  const bool is_message = ascii::equal(type, ".eml");
  if (!is_message && !is_template(path)) return;
  FolderOfMail& found = seen[folder];
  ++(is_message ? found.messages : found.templates);
  found.types.insert(ascii::to_lower(type));
}

/// Symbolic links are not followed, hidden folders not entered.
Result<Seen> look_around(const fs::path& root) {
  Seen seen;
  std::error_code error;
  fs::recursive_directory_iterator at(root, fs::directory_options::skip_permission_denied, error);
  if (error)
    return tl::unexpected(Error{.what = fmt::format("{}: {}", root.string(), error.message()),
                                .hint = {},
                                .errno_value = error.value()});
  for (std::size_t entries = 0; at != fs::recursive_directory_iterator() && entries < entries_most;
       ++entries, at.increment(error)) {
    const fs::path& path = at->path();
    const std::string name = path.filename().string();
    if (at->is_directory(error)) {
      if (name.starts_with('.') || is_one_of(name, skipped_folders)) at.disable_recursion_pending();
    } else if (at->is_regular_file(error)) {
      const std::string folder = path.parent_path().lexically_relative(root).generic_string();
      look_at(path, folder == "." ? "" : folder, seen);
    }
  }
  return seen;
}

/// The topmost folders with such a name that hold templates or messages below them.
std::set<std::string> bulk_folders(const Seen& seen) {
  std::set<std::string> found;
  for (const auto& [folder, held] : seen) {
    for (std::size_t begin = 0; begin < folder.size();) {
      const std::size_t end = std::min(folder.find('/', begin), folder.size());
      if (is_bulk_name(std::string_view(folder).substr(begin, end - begin))) {
        found.insert(folder.substr(0, end));
        break;
      }
      begin = end + 1;
    }
  }
  return found;
}

/// A basic string of TOML; "*" of a name would be a wildcard, and nothing can escape it.
std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

bool can_be_named(const std::string& folder) {
  return folder.find('*') == std::string::npos && escaped(folder) == folder;
}

std::string config_of(const std::set<std::string>& bulk) {
  std::string out =
      "# What maillint checks here. maillint config --show FILE tells what holds for a file,\n"
      "# maillint rules which rules there are.\n"
      "\n"
      "root = true          # nothing above this folder counts\n"
      "fail-on = \"error\"    # error, warning, info or never\n"
      "#ignore = [\"html-tracking-pixel\"]\n"
      "#baseline = \"maillint-baseline.json\"\n"
      "\n"
      "#[links]\n"
      "#own = [\"example.com\"]\n"
      "#tracking = [\"click.example.net\"]\n"
      "#shorteners = []\n"
      "\n"
      "#[severity]\n"
      "#\"link-insecure-http\" = \"error\"\n";
  for (const std::string& folder : bulk)
    out +=
        fmt::format("\n[[override]]\npath = {}\nprofile = \"bulk\"\n", toml_string(folder + "/**"));
  if (bulk.empty()) out += "\n#[[override]]\n#path = \"marketing/**\"\n#profile = \"bulk\"\n";
  return out;
}

std::string what_was_seen(const Seen& seen, const std::set<std::string>& bulk) {
  std::string out;
  for (const auto& [folder, held] : seen) {
    const bool is_bulk = std::ranges::any_of(bulk, [&folder = folder](const std::string& top) {
      return folder == top || folder.starts_with(top + '/');
    });
    out += fmt::format("  {}: ", folder.empty() ? "." : escaped(folder));
    if (held.templates > 0) out += counted(held.templates, "template", "templates");
    if (held.templates > 0 && held.messages > 0) out += ", ";
    if (held.messages > 0) out += counted(held.messages, "message", "messages");
    out += fmt::format(" ({}){}\n", fmt::join(held.types, ", "),
                       is_bulk ? ": profile bulk, by the name of the folder" : "");
  }
  return out.empty() ? "  no templates and no messages\n" : out;
}

}  // namespace

ExitCode run_init(const CommandLine& line) {
  if (line.words.size() > 1) {
    complain("one folder at a time", "maillint init FOLDER");
    return ExitCode::usage;
  }
  const fs::path root = line.words.empty() ? "." : line.words.front();
  const std::string file = (root / "maillint.toml").lexically_normal().string();
  std::error_code error;
  if (fs::exists(file, error) && !line.force) {
    complain(fmt::format("{} exists", file), "--force replaces it");
    return ExitCode::usage;
  }
  const Result<Seen> seen = look_around(root);
  if (!seen) {
    complain(seen.error().what);
    return ExitCode::unread;
  }
  std::set<std::string> bulk = bulk_folders(*seen);
  std::erase_if(bulk, [](const std::string& folder) { return !can_be_named(folder); });
  if (const std::optional<Error> failed = replace_file(file, config_of(bulk))) {
    complain(fmt::format("{}: {}", file, failed->what), failed->hint);
    return ExitCode::unread;
  }
  return print(
      guard_lines(fmt::format("wrote {}; found:\n{}", escaped(file), what_was_seen(*seen, bulk))));
}

}  // namespace maillint::cli
