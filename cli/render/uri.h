// Paths as relative URI references (RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace maillint::cli {

/// "a b/ü.eml" to "a%20b/%C3%BC.eml"; a leading "./" goes.
std::string uri_of_path(std::string_view path);

}  // namespace maillint::cli
