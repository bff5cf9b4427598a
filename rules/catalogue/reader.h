// Reads catalogue files (TOML), for the build and for --catalogue FILE.
#pragma once

#include <string>
#include <string_view>

#include "lint/result.h"
#include "rules/catalogue/data.h"

namespace maillint {

/// Adds what the text says to `data`. Strict: an unknown key, a missing one or a value of another
/// type is an error that names `path` and the line. Words are lower-cased where replies are
/// compared with them.
Result<void> read_catalogue(std::string_view text, const std::string& path, CatalogueData& data);

/// What one file alone cannot give or show: what `like` lends; ids are used once, shares_text_with
/// names entries and is mutual.
Result<void> complete_catalogue(CatalogueData& data);

}  // namespace maillint
