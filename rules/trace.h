// Where a field stands among the steps of a message.
#pragma once

#include <cstddef>
#include <string_view>

#include "lint/facts.h"

namespace maillint::rules {

/// The step that delivered: the topmost one from another host; nullptr if there is none.
const Received* last_step(const Facts& facts);
/// A step between two offsets that a host outside of `host`'s organization stamped, nullptr if
/// none. Hosts without a public name ("mx1.internal") belong to the receiver.
const Received* foreign_step(const Facts& facts, std::string_view host, std::size_t above,
                             std::size_t below);
/// Whether a Received stands between two offsets.
bool is_step_between(const Facts& facts, std::size_t above, std::size_t below);

}  // namespace maillint::rules
