// Writing a file so that it is the old one or the new one, never half of it.
#include "cli/replace_file.h"

#include <filesystem>
#include <memory>

#include "cli/atomic_file.h"
#include "cli/output.h"

namespace maillint::cli {

std::optional<Error> replace_file(const std::string& path, std::string_view octets) {
  std::error_code error;
  if (std::filesystem::exists(path, error) && !std::filesystem::is_regular_file(path, error))
    return Error{.what = "is no regular file", .hint = {}, .errno_value = 0};
  Result<std::unique_ptr<AtomicFile>> file = AtomicFile::create(path);
  if (!file) return file.error();
  Output output((*file)->descriptor());
  output.write(octets);
  output.flush();
  if (output.error() != 0)
    return Error{.what = describe_errno(output.error()), .hint = {}, .errno_value = output.error()};
  return (*file)->commit();
}

}  // namespace maillint::cli
