// Which paths of a folder are not wanted: .gitignore files, --exclude, exclude of maillint.toml.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/walk/gitignore.h"

namespace maillint::cli {

/// Absolute, without "." and "..".
std::string absolute_path(const std::string& path);

/// The .gitignore files that hold in a folder: its own one, and those of the folders above it up to
/// the root of the repository.
class GitIgnores {
 public:
  using Chain = std::shared_ptr<const GitIgnores>;

  /// For a folder where a walk begins. Without a repository only its own file counts.
  static Chain of_root(const std::string& folder);
  /// For a folder inside of one.
  static Chain of_folder(Chain parent, const std::string& folder);

  /// `path`: absolute, an entry of the folder.
  bool ignores(std::string_view path, bool is_directory) const;

 private:
  GitIgnores(Chain parent, const std::string& folder, PathPatterns patterns);

  Chain parent_;
  std::string base_;  // with a final "/"
  PathPatterns patterns_;
};

/// Patterns as in .gitignore, relative to a folder; they hold for files that are named too.
class Excludes {
 public:
  /// `base`: absolute. More than once: each with its own folder.
  void add(const std::string& base, const std::vector<std::string>& patterns);
  bool empty() const { return groups_.empty(); }
  /// Whether the absolute path, or a folder that it is in, is excluded.
  bool exclude(std::string_view path, bool is_directory) const;

 private:
  struct Group {
    std::string base;  // with a final "/"
    PathPatterns patterns;
  };
  std::vector<Group> groups_;
};

}  // namespace maillint::cli
