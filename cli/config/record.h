// What maillint.toml says, as text with the line of each value: for maillint config --show.
#pragma once

#include <toml++/toml.h>

#include <string>
#include <string_view>
#include <vector>

#include "cli/config/config.h"

namespace maillint::cli {

/// Appends the values of a key: an item each of a list, `key.inner` each of a table. Lists of
/// tables have values of their own and are left out.
void record(std::string_view key, const toml::node& value, std::string_view file,
            std::vector<Setting>& out);

}  // namespace maillint::cli
