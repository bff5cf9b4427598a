// What the subject of a message tells about its kind.
#pragma once

#include <cstddef>
#include <string_view>

namespace maillint::bounce {

/// Whether a subject tells that mail failed, is late or arrived. People write such subjects, too.
bool tells_failure(std::string_view subject);
bool tells_delay(std::string_view subject);
bool tells_success(std::string_view subject);

/// Length of "Fwd: WG: " and the like at the beginning of a subject.
std::size_t forward_prefix_length(std::string_view subject);

/// "Re:", "AW:", ...
bool is_reply_subject(std::string_view subject);

}  // namespace maillint::bounce
