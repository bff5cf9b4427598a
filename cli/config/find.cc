// Which maillint.toml holds.
#include <filesystem>

#include "cli/config/config.h"

namespace maillint::cli {

std::string find_config(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path at = fs::weakly_canonical(folder.empty() ? "." : folder, error);
  while (!error && !at.empty()) {
    if (fs::path file = at / "maillint.toml"; fs::is_regular_file(file, error))
      return file.string();
    if (fs::exists(at / ".git", error) || at == at.parent_path()) break;
    at = at.parent_path();
  }
  return {};
}

}  // namespace maillint::cli
