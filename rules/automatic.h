// Automatic replies and bounces, told by their fields.
#pragma once

#include "lint/facts.h"
#include "lint/message.h"
#include "lint/settings.h"

namespace maillint::rules {

/// Auto-Submitted: auto-replied, Precedence: auto_reply, X-Autoreply, X-Autorespond.
bool is_marked_reply(const Message& message);
/// A delivery status notification in any form.
bool is_bounce(const Message& message, const Facts& facts, const Settings& settings);

}  // namespace maillint::rules
