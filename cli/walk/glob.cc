// Globs that no shell has expanded.
#include "cli/walk/glob.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "cli/walk/gitignore.h"
#include "cli/walk/ignores.h"

namespace maillint::cli {
namespace {

struct Folder {
  std::string path;   // as it is printed; "" for the working directory
  std::string below;  // the folder where the glob begins; "" or with a final "/"
  std::size_t depth;
  GitIgnores::Chain ignores;
};

}  // namespace

bool is_glob(std::string_view path) { return path.find_first_of("*?[") != std::string_view::npos; }

std::vector<std::string> files_like(const std::string& glob) {
  const std::size_t slash = glob.rfind('/', glob.find_first_of("*?["));
  const std::string root = slash == std::string::npos ? std::string() : glob.substr(0, slash + 1);
  const std::string rest = glob.substr(root.size());
  const std::optional<PathPattern> pattern = PathPattern::parse("/" + rest);
  if (!pattern) return {};
  const bool deep = rest.find("**") != std::string::npos;
  const auto depth = static_cast<std::size_t>(std::ranges::count(rest, '/'));

  std::vector<std::string> found;
  std::vector<Folder> folders;
  folders.push_back({root, "", 0, GitIgnores::of_root(absolute_path(root.empty() ? "." : root))});
  while (!folders.empty()) {
    const Folder folder = std::move(folders.back());
    folders.pop_back();
    const std::string absolute = absolute_path(folder.path.empty() ? "." : folder.path);
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder.path.empty() ? "." : folder.path, error),
         end;
         !error && entry != end; entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      std::error_code unknown;
      const bool directory = entry->is_directory(unknown);
      if (name.starts_with('.') || (directory && entry->is_symlink(unknown))) continue;
      const std::string full = (absolute == "/" ? "" : absolute) + "/" + name;
      if (folder.ignores != nullptr && folder.ignores->ignores(full, directory)) continue;
      const std::string below = folder.below + name;
      if (pattern->matches(below, directory) && (!directory || !deep))
        found.push_back(folder.path + name);
      if (directory && (deep || folder.depth < depth))
        folders.push_back({folder.path + name + '/', below + '/', folder.depth + 1,
                           GitIgnores::of_folder(folder.ignores, full)});
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace maillint::cli
