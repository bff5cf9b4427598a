// Finding and loading messages.
#include "cli/input.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <functional>
#include <map>
#include <span>

#include "cli/changes/lines.h"
#include "cli/output.h"
#include "cli/walk/glob.h"
#include "lint/ascii.h"
#include "lint/charset.h"
#include "lint/limits.h"

namespace maillint::cli {
namespace {

constexpr std::size_t block = std::size_t{256} << 10;

bool is_directory(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_maildir(const std::string& path) {
  return is_directory(path + "/cur") && is_directory(path + "/new");
}

/// "cur" or "new" of a Maildir: names there say nothing.
bool is_maildir_part(const std::string& path) {
  const std::string folder = absolute_path(path);
  return (folder.ends_with("/cur") || folder.ends_with("/new")) &&
         is_maildir(folder.substr(0, folder.rfind('/')));
}

/// Where the last name of a path begins.
std::size_t name_begin(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path.rfind('/') + 1;  // 0 if there is no slash
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

std::string join(const std::string& directory, const std::string& name) {
  return directory.ends_with('/') ? directory + name : directory + '/' + name;
}

Loaded failed(std::string path, Error error) {
  return Loaded{.input = {.path = std::move(path), .octets = {}, .origin = {}},
                .error = std::move(error)};
}

/// Entries of a Maildir: new before cur, never tmp, then its subfolders (Maildir++: ".Sent").
/// Other directories: everything that is not hidden, and may be mail.
bool is_listed(const std::filesystem::directory_entry& entry, bool maildir, bool selective) {
  const std::string name = entry.path().filename().string();
  std::error_code ignored;
  const bool directory = entry.is_directory(ignored);
  if (directory && entry.is_symlink(ignored)) return false;  // it may lead back up
  if (maildir) {
    if (!directory) return false;
    return name == "cur" || name == "new" || is_maildir(entry.path().string());
  }
  if (name.starts_with('.')) return false;
  if (directory) return true;
  const FileClaim claim = claim_of(name);
  return claim != FileClaim::other && (claim != FileClaim::json || selective);
}

/// The templates of a folder by their stems: "content.html" by "content".
using Templates = std::map<std::string, std::string, std::less<>>;
Templates templates_of(const std::vector<std::string>& names) {
  Templates templates;
  for (const std::string& name : names) {
    const FileClaim claim = claim_of(name);
    if (claim == FileClaim::markup || claim == FileClaim::engine || ascii::ends_with(name, ".mjml"))
      templates.try_emplace(std::string(template_stem(name)), name);
  }
  return templates;
}

/// The one beside a text; "" if there is none.
std::string partner_of(const std::string& text, const Templates& templates) {
  const auto found = templates.find(template_stem(text));
  return found == templates.end() ? std::string() : found->second;
}

/// "x.mjml" for "x.html" if it is among the sorted names; "" if it is not.
std::string mjml_of(std::string_view page, std::span<const std::string> sorted) {
  const std::size_t dot = page.rfind('.');
  if (!ascii::ends_with(page, ".html") && !ascii::ends_with(page, ".htm")) return {};
  std::string mjml = std::string(page.substr(0, dot)) + ".mjml";
  return std::ranges::binary_search(sorted, mjml) ? mjml : std::string();
}

/// The first octets of a file; "" if it cannot be read.
std::string head_of(const std::string& path) {
  const Result<OpenFile> file = open_file(path);
  std::string out;
  if (file && file->is_regular) (void)read_some(*file, out, block);
  return out;
}

}  // namespace

InputReader::InputReader(std::vector<std::string> paths, WalkOptions options)
    : options_(std::move(options)) {
  push_named(std::move(paths));
}

void InputReader::push_named(std::vector<std::string> paths) {
  std::vector<std::string> sorted = options_.selective ? paths : std::vector<std::string>();
  std::ranges::sort(sorted);
  for (auto path = paths.rbegin(); path != paths.rend(); ++path) {
    std::string mjml = mjml_of(*path, sorted);
    stack_.push_back({.path = std::move(*path), .mjml = std::move(mjml)});
  }
}

bool InputReader::will_be_taken(const std::string& path) const {
  if (options_.changes != nullptr && !options_.changes->has(path)) return false;
  return options_.excludes.empty() || !options_.excludes.exclude(absolute_path(path), false);
}

std::optional<Loaded> InputReader::next() {
  if (mbox_ != nullptr) {
    if (std::optional<Loaded> loaded = next_of_mbox()) return loaded;
  }
  while (!stack_.empty()) {
    const Pending pending = std::move(stack_.back());
    stack_.pop_back();
    std::optional<Loaded> loaded = load(pending);
    if (!loaded) continue;
    ++taken_;
    return loaded;
  }
  return std::nullopt;
}

std::optional<Loaded> InputReader::load(const Pending& pending) {
  if (pending.taken) {
    if (*pending.taken != taken_ || options_.allow_empty) return std::nullopt;
    return nothing_found(pending.path,
                         options_.selective ? "no file found" : "directory without messages");
  }
  Result<OpenFile> file = open_file(pending.path);
  const bool named = !pending.listed && pending.path != "-";
  if (named && !options_.excludes.empty() &&
      options_.excludes.exclude(absolute_path(pending.path), file && file->is_directory))
    return std::nullopt;
  if (!file && named && options_.selective && file.error().errno_value == ENOENT &&
      is_glob(pending.path))
    return expand(pending.path);
  if (!file) return failed(pending.path, file.error());
  if (!file->is_directory && options_.changes != nullptr && pending.path != "-" &&
      !options_.changes->has(pending.path)) {
    ++taken_;  // it was found
    return std::nullopt;
  }
  if (!file->is_directory && named && options_.only_mail) {
    const std::optional<Pending> sifted = sift(pending);
    if (!sifted) return std::nullopt;
    return read_message(*sifted, std::move(*file));
  }
  if (!file->is_directory) return read_message(pending, std::move(*file));
  if (std::optional<Error> error = push_directory(pending))
    return failed(pending.path, std::move(*error));
  return std::nullopt;
}

std::optional<InputReader::Pending> InputReader::sift(Pending pending) const {
  const std::string name = pending.path.substr(name_begin(pending.path));
  pending.claim = claim_of(name);
  pending.sifted = true;
  if (pending.path.starts_with('/')) pending.below = name_begin(folder_of(pending.path));
  if (pending.claim == FileClaim::other) return std::nullopt;
  if (pending.claim != FileClaim::text) return pending;
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder_of(pending.path), error), end;
       !error && entry != end; entry.increment(error))
    names.push_back(entry->path().filename().string());
  pending.partner = partner_of(name, templates_of(names));
  return pending;
}

Loaded InputReader::nothing_found(const std::string& path, std::string what) const {
  Loaded loaded = failed(path, Error{.what = std::move(what), .hint = {}});
  if (skipped_ > 0) loaded.error->hint = "--all takes what does not look like mail";
  loaded.nothing_found = options_.selective;
  return loaded;
}

std::optional<Loaded> InputReader::expand(const std::string& glob) {
  std::vector<std::string> found = files_like(glob);
  if (found.empty()) {
    if (options_.allow_empty) return std::nullopt;
    return nothing_found(glob, "no file has such a name");
  }
  push_named(std::move(found));
  return std::nullopt;
}

std::optional<Error> InputReader::push_directory(const Pending& pending) {
  const std::string& path = pending.path;
  const bool maildir = is_maildir(path);
  const bool selective = options_.selective && !maildir;
  GitIgnores::Chain ignores;
  std::string folder;
  if (options_.selective) {
    folder = absolute_path(path);
    ignores = pending.listed ? GitIgnores::of_folder(pending.ignores, folder)
                             : GitIgnores::of_root(folder);
    if (!folder.ends_with('/')) folder += '/';
  }
  std::error_code error;
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!is_listed(*entry, maildir, options_.selective)) continue;
    std::string name = entry->path().filename().string();
    if (selective) {
      std::error_code unknown;
      const bool directory = entry->is_directory(unknown);
      if (ignores != nullptr && ignores->ignores(folder + name, directory)) continue;
      if (options_.excludes.exclude(folder + name, directory)) continue;
    }
    names.push_back(std::move(name));
  }
  if (error)
    return Error{.what = describe_errno(error.value()), .hint = {}, .errno_value = error.value()};
  std::ranges::sort(names);
  if (!pending.listed) stack_.push_back({.path = path, .taken = taken_});
  const bool sifted = selective && !is_maildir_part(path);
  const Templates templates = sifted ? templates_of(names) : Templates();
  const std::size_t below = pending.listed ? pending.below : name_begin(path);
  for (auto at = names.rbegin(); at != names.rend(); ++at) {  // clang 14 has no reversed views
    const std::string& name = *at;
    Pending next{.path = join(path, name),
                 .listed = true,
                 .sifted = sifted,
                 .below = below,
                 .ignores = ignores};
    if (next.sifted) next.claim = claim_of(name);
    if (next.claim == FileClaim::text) next.partner = partner_of(name, templates);
    if (const std::string mjml = selective ? mjml_of(name, names) : ""; !mjml.empty())
      next.mjml = join(path, mjml);
    stack_.push_back(std::move(next));
  }
  return std::nullopt;
}

bool InputReader::is_wanted(const Pending& pending, std::string_view head) const {
  if (!pending.sifted || pending.claim == FileClaim::mail) return true;
  if (pending.claim == FileClaim::json) return is_ses_template(head);
  if (options_.all || begins_like_message(head)) return true;
  if (pending.claim == FileClaim::markup || pending.claim == FileClaim::engine)
    return looks_like_mail_markup(head, std::string_view(pending.path).substr(pending.below),
                                  pending.claim);
  if (pending.partner.empty()) return false;
  const std::string partner = join(folder_of(pending.path), pending.partner);
  return ascii::ends_with(partner, ".mjml") ||
         looks_like_mail_markup(head_of(partner), std::string_view(partner).substr(pending.below),
                                claim_of(pending.partner));
}

std::optional<Loaded> InputReader::next_of_mbox() {
  MboxReader::Item item;
  const Result<bool> more = mbox_->next(item);
  if (more && *more) {
    // A single message that was saved with its "From " line is not worth a number.
    const bool alone = mbox_->number() == 1 && mbox_->at_end();
    return Loaded{
        .input = {.path = alone ? mbox_path_ : fmt::format("{}#{}", mbox_path_, mbox_->number()),
                  .octets = std::move(item.octets),
                  .origin = item.origin},
        .error = std::nullopt};
  }
  mbox_.reset();
  if (!more) return failed(mbox_path_, more.error());
  return std::nullopt;
}

namespace {

/// UTF-16 as UTF-8, without the byte order mark.
std::string to_narrow(std::string_view octets, std::string_view charset) {
  if (octets.starts_with("\xFF\xFE") || octets.starts_with("\xFE\xFF")) octets.remove_prefix(2);
  return to_utf8(octets, charset).text;
}

}  // namespace

std::optional<Loaded> InputReader::read_message(const Pending& pending, OpenFile file) {
  const std::string& path = pending.path;
  Loaded loaded{.input = {.path = path, .octets = {}, .origin = {}}, .error = std::nullopt};
  std::string& octets = loaded.input.octets;
  const bool too_large = file.is_regular && file.size > limits::message_octets;
  std::size_t room = limits::message_octets;
  if (too_large) room = limits::cut_octets;
  std::string_view charset;  // of text that Windows programs saved: PowerShell, Notepad
  octets.reserve(std::min(file.is_regular ? file.size : 0, std::uint64_t{room}) + 1);
  while (true) {
    const std::size_t before = octets.size();
    const Result<std::size_t> got = read_some(file, octets, std::min(block, room - before + 1));
    if (!got) return failed(path, got.error());
    if (before == 0 && is_from_line(std::string_view(octets).substr(0, octets.find('\n')))) {
      mbox_path_ = path;
      mbox_ = std::make_unique<MboxReader>(std::move(file), std::move(octets));
      return next_of_mbox();
    }
    if (before == 0) {
      charset = wide_charset(octets);
      std::optional<Error> foreign;
      if (charset.empty()) foreign = foreign_format(octets);
      const bool guessed = pending.sifted && pending.claim != FileClaim::mail;
      if (guessed &&
          (foreign || !is_wanted(pending, charset.empty() ? octets : to_narrow(octets, charset)))) {
        if (pending.claim != FileClaim::json) ++skipped_;
        return std::nullopt;
      }
      if (foreign) return failed(path, std::move(*foreign));
    }
    if (*got == 0 || octets.size() > room) break;
    // Spares a read(2) for each small file. One that grows meanwhile is read as it was.
    if (file.is_regular && !too_large && octets.size() == file.size) break;
  }
  if (octets.empty()) return failed(path, Error{.what = "empty file", .hint = {}});
  if (octets.size() > room || too_large) {
    octets.resize(std::min(octets.size(), limits::cut_octets));
    octets.shrink_to_fit();
    // Of a stream the rest is unknown; at least this much was seen.
    const std::uint64_t seen = file.is_regular ? file.size : std::uint64_t{room} + 1;
    loaded.input.origin.cut_octets = seen - std::min<std::uint64_t>(seen, octets.size());
  }
  if (!charset.empty()) octets = to_narrow(octets, charset);
  if (const std::optional<EmlxPart> emlx = find_emlx_message(octets)) {
    octets.resize(emlx->begin + emlx->size);
    octets.erase(0, emlx->begin);
    loaded.input.origin.line = 2;
    loaded.input.origin.offset = emlx->begin;
  }
  if (!pending.mjml.empty() && will_be_taken(pending.mjml)) loaded.mjml = pending.mjml;
  return loaded;
}

std::optional<EmlxPart> find_emlx_message(std::string_view octets) {
  const std::string_view first =
      ascii::trim(octets.substr(0, std::min<std::size_t>(octets.find('\n'), 32)));
  std::size_t length = 0;
  const auto [end, problem] = std::from_chars(first.data(), first.data() + first.size(), length);
  if (first.empty() || problem != std::errc() || end != first.data() + first.size())
    return std::nullopt;
  const std::size_t begin = octets.find('\n') + 1;
  if (begin == 0 || length == 0 || length > octets.size() - begin) return std::nullopt;
  if (!octets.substr(begin + length).starts_with("<?xml")) return std::nullopt;
  return EmlxPart{.begin = begin, .size = length};
}

Result<std::vector<std::string>> read_path_list(const std::string& list) {
  const Result<std::string> text = read_file(list, std::size_t{256} << 20);
  if (!text) return tl::unexpected(text.error());
  std::vector<std::string> paths;
  for (std::size_t begin = 0; begin < text->size();) {
    const std::size_t end = std::min(text->find('\n', begin), text->size());
    std::string path = text->substr(begin, end - begin);
    if (path.ends_with('\r')) path.pop_back();
    if (!path.empty()) paths.push_back(std::move(path));
    begin = end + 1;
  }
  return paths;
}

}  // namespace maillint::cli
