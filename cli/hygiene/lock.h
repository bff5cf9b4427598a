// One run at a time over a state.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/file.h"
#include "lint/result.h"

namespace maillint::cli {

/// Holds a file for this process alone, and makes it if it is absent; ends with the process,
/// however that ends. `on_wait` is called once if another run holds it; after `seconds` that is an
/// error.
Result<Descriptor> lock_file(const std::string& path, unsigned seconds,
                             const std::function<void()>& on_wait);

/// The same for a file that is only read, with others that read it; makes nothing.
Result<Descriptor> lock_to_read(const std::string& path, unsigned seconds);

}  // namespace maillint::cli
