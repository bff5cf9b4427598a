// Writing a file so that it is the old one or the new one, never half of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lint/result.h"

namespace maillint::cli {

/// Writes a new file beside it and gives it the name: what is read meanwhile is whole. Keeps the
/// mode, follows symbolic links, makes the file where there is none; refuses what is no regular
/// file. Absent if all went well.
std::optional<Error> replace_file(const std::string& path, std::string_view octets);

}  // namespace maillint::cli
