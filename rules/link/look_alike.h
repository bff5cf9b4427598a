// Labels that look like the name of a well-known domain: "paypa1", "arnazon", "micros0ft-login".
#pragma once

#include <string>
#include <string_view>

namespace maillint {

/// The form that all labels share which are hard to tell apart in ASCII: "1" and "i" as "l", "0" as
/// "o", "rn" as "m", "vv" as "w"...
std::string canonical_look(std::string_view label);

/// The domain of a brand that `label` (lower case ASCII) looks like without being its name: all of
/// it, a piece between hyphens, or with a slip of the finger ("paypall", "micorsoft"). "" if none.
std::string_view imitated_brand(std::string_view label);

}  // namespace maillint
