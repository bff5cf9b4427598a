// Did you mean ...?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace maillint {

/// The nearest of `candidates` within a third of its length, "" if none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);
/// "did you mean 'x'?", or "" if none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace maillint
