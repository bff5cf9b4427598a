// Markdown (GitHub's and GitLab's) for tickets, job summaries and comments.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace maillint::cli {

/// Escaped, and clipped to so many octets; what Markdown reads as its own stands behind "\".
std::string markdown_text(std::string_view text, std::size_t octets = 1500);

}  // namespace maillint::cli
