// Finding and loading messages.
#include "cli/input.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "cli/output.h"
#include "lint/ascii.h"
#include "lint/charset.h"
#include "lint/limits.h"

namespace maillint::cli {
namespace {

constexpr std::size_t block = std::size_t{256} << 10;

/// Files in a directory that are no mail and no template: passed over there, but read where the
/// command line names them.
constexpr std::array<std::string_view, 30> other_extensions = {
    ".expected", ".json", ".md",   ".toml", ".yaml", ".yml", ".xml", ".py",  ".sh",    ".c",
    ".cc",       ".h",    ".js",   ".ts",   ".css",  ".tsv", ".csv", ".png", ".jpg",   ".jpeg",
    ".gif",      ".svg",  ".webp", ".pdf",  ".zip",  ".gz",  ".bz2", ".xz",  ".cmake", ".lock"};

bool is_other(std::string_view name) {
  const std::string lower = ascii::to_lower(name);
  return std::ranges::any_of(other_extensions, [&](std::string_view extension) {
    return std::string_view(lower).ends_with(extension);
  });
}

bool is_directory(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_maildir(const std::string& path) {
  return is_directory(path + "/cur") && is_directory(path + "/new");
}

std::string join(const std::string& directory, const std::string& name) {
  return directory.ends_with('/') ? directory + name : directory + '/' + name;
}

Loaded failed(std::string path, Error error) {
  return Loaded{.input = {.path = std::move(path), .octets = {}, .origin = {}},
                .error = std::move(error)};
}

/// Entries of a Maildir: new before cur, never tmp, then its subfolders (Maildir++: ".Sent").
/// Other directories: everything that is not hidden.
bool is_wanted(const std::filesystem::directory_entry& entry, bool maildir) {
  const std::string name = entry.path().filename().string();
  std::error_code ignored;
  const bool directory = entry.is_directory(ignored);
  if (directory && entry.is_symlink(ignored)) return false;  // it may lead back up
  if (maildir) {
    if (!directory) return false;
    return name == "cur" || name == "new" || is_maildir(entry.path().string());
  }
  if (name.starts_with('.')) return false;
  return directory || !is_other(name);
}

}  // namespace

InputReader::InputReader(std::vector<std::string> paths) {
  std::ranges::reverse(paths);
  stack_.reserve(paths.size());
  for (std::string& path : paths) stack_.push_back({.path = std::move(path), .listed = false});
}

std::optional<Loaded> InputReader::next() {
  if (mbox_ != nullptr) {
    if (std::optional<Loaded> loaded = next_of_mbox()) return loaded;
  }
  while (!stack_.empty()) {
    const Pending pending = std::move(stack_.back());
    stack_.pop_back();
    if (std::optional<Loaded> loaded = load(pending)) return loaded;
  }
  return std::nullopt;
}

std::optional<Loaded> InputReader::load(const Pending& pending) {
  Result<OpenFile> file = open_file(pending.path);
  if (!file) return failed(pending.path, file.error());
  if (!file->is_directory) return read_message(pending.path, std::move(*file));
  const std::size_t before = stack_.size();
  if (std::optional<Error> error = push_directory(pending.path))
    return failed(pending.path, std::move(*error));
  if (stack_.size() == before && !pending.listed)
    return failed(pending.path, Error{.what = "directory without messages", .hint = {}});
  return std::nullopt;
}

std::optional<Error> InputReader::push_directory(const std::string& path) {
  std::error_code error;
  const bool maildir = is_maildir(path);
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    if (is_wanted(*entry, maildir)) names.push_back(entry->path().filename().string());
  }
  if (error)
    return Error{.what = describe_errno(error.value()), .hint = {}, .errno_value = error.value()};
  std::ranges::sort(names, std::ranges::greater());
  for (const std::string& name : names)
    stack_.push_back({.path = join(path, name), .listed = true});
  return std::nullopt;
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

std::optional<Loaded> InputReader::read_message(const std::string& path, OpenFile file) {
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
