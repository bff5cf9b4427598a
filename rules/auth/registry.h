// Words of Authentication-Results: IANA's Email Authentication Parameters, and private ones.
#pragma once

#include <string_view>

namespace maillint::rules {

bool is_registered_method(std::string_view method);
/// "x-..." and the methods of large receivers.
bool is_private_method(std::string_view method);
bool is_registered_result(std::string_view method, std::string_view result);
/// In no registry, but in the field of old or large receivers: "hardfail", "bestguesspass".
bool is_old_result(std::string_view result);

}  // namespace maillint::rules
