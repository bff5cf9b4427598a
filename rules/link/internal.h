// Mail inside one organization, whose people may share hosts that others cannot reach.
#pragma once

#include "lint/facts.h"

namespace maillint {

/// The author's domain is no public one ("root@nas.local"), or a recipient belongs to the author's
/// organization; of free mail providers only the author's own address counts.
bool is_internal_mail(const Facts& facts);
/// ".local", ".lan", ".internal"...; also a name without a dot.
bool is_intranet_host(std::string_view host);

}  // namespace maillint
