// Errors that are ours to report (files, configuration, catalogues), as values.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace maillint {

/// What went wrong, in lower case without a final stop, and what to do about it ("" if nothing
/// helps).
struct Error {
  std::string what;
  std::string hint;
  int errno_value = 0;  // errno of a failed system call, 0 otherwise
};

/// A value or an Error. One alias, so that std::expected can replace tl::expected.
template <typename T>
using Result = tl::expected<T, Error>;

}  // namespace maillint
