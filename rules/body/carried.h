// What a message carries or links to beside its text.
#pragma once

#include "lint/facts.h"
#include "lint/message.h"

namespace maillint::rules {

/// A file, a picture, a second text or a whole message; a signature is none.
bool carries_something(const Message& message, const Facts& facts);
/// A link to a file, or to a service that keeps files for others.
bool leads_to_file(const Link& link);

}  // namespace maillint::rules
