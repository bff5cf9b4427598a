// What rules about attachments share.
#pragma once

#include "lint/rule.h"

namespace maillint::rules {

/// The name of the file; see Attachment::source.
inline Place place_of(const Attachment& file) { return {.source = file.source, .part = file.part}; }

}  // namespace maillint::rules
