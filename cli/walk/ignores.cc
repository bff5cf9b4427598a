// Which paths of a folder are not wanted.
#include "cli/walk/ignores.h"

#include <sys/stat.h>

#include <filesystem>
#include <utility>

#include "cli/file.h"

namespace maillint::cli {
namespace {

constexpr std::size_t gitignore_octets = std::size_t{1} << 20;

bool exists(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0;
}

bool is_file(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

std::string with_slash(std::string folder) {
  if (!folder.ends_with('/')) folder += '/';
  return folder;
}

PathPatterns read_patterns(const std::string& folder) {
  PathPatterns patterns;
  const std::string path = with_slash(folder) + ".gitignore";
  if (!is_file(path)) return patterns;  // a FIFO would wait for ever
  if (const Result<std::string> text = read_file(path, gitignore_octets)) patterns.add_lines(*text);
  return patterns;
}

std::string parent_of(const std::string& folder) {
  const std::size_t slash = folder.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : folder.substr(0, slash);
}

}  // namespace

std::string absolute_path(const std::string& path) {
  std::error_code error;
  std::string out = std::filesystem::absolute(path, error).lexically_normal().string();
  if (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

GitIgnores::GitIgnores(Chain parent, const std::string& folder, PathPatterns patterns)
    : parent_(std::move(parent)), base_(with_slash(folder)), patterns_(std::move(patterns)) {}

GitIgnores::Chain GitIgnores::of_root(const std::string& folder) {
  std::vector<std::string> folders = {folder};
  bool repository = exists(with_slash(folder) + ".git");
  for (std::string above = folder; !repository && above != "/";) {
    above = parent_of(above);
    folders.push_back(above);
    repository = exists(with_slash(above) + ".git");
  }
  if (!repository) folders.resize(1);
  Chain chain;
  for (auto next = folders.rbegin(); next != folders.rend(); ++next)
    chain = of_folder(std::move(chain), *next);
  return chain;
}

GitIgnores::Chain GitIgnores::of_folder(Chain parent, const std::string& folder) {
  PathPatterns patterns = read_patterns(folder);
  if (patterns.empty()) return parent;
  return Chain(new GitIgnores(std::move(parent), folder, std::move(patterns)));
}

bool GitIgnores::ignores(std::string_view path, bool is_directory) const {
  for (const GitIgnores* one = this; one != nullptr; one = one->parent_.get()) {
    const PathPatterns::Verdict verdict =
        one->patterns_.judge(path.substr(one->base_.size()), is_directory);
    if (verdict != PathPatterns::Verdict::none) return verdict == PathPatterns::Verdict::ignored;
  }
  return false;
}

void Excludes::add(const std::string& base, const std::vector<std::string>& patterns) {
  if (patterns.empty()) return;
  Group group{.base = with_slash(base), .patterns = {}};
  for (const std::string& pattern : patterns) group.patterns.add(pattern);
  groups_.push_back(std::move(group));
}

bool Excludes::exclude(std::string_view path, bool is_directory) const {
  if (path.empty()) return false;  // the working directory is gone
  for (const Group& group : groups_) {
    // A path elsewhere still fits patterns that hold at any depth.
    const std::string_view below =
        path.substr(path.starts_with(group.base) ? group.base.size() : std::size_t{1});
    for (std::size_t slash = below.find('/'); slash != std::string_view::npos;
         slash = below.find('/', slash + 1)) {
      if (group.patterns.judge(below.substr(0, slash), true) == PathPatterns::Verdict::ignored)
        return true;
    }
    if (group.patterns.judge(below, is_directory) == PathPatterns::Verdict::ignored) return true;
  }
  return false;
}

}  // namespace maillint::cli
