// What the user did not say: profile, stage and kind of a message, guessed from its signs.
#pragma once

#include "lint/facts.h"
#include "lint/message.h"
#include "lint/settings.h"

namespace maillint {

/// Profile by List-*, Precedence, Feedback-ID, fingerprints of sending services, visible words of
/// unsubscribing; stage by Received, X-Unsent, X-Mozilla-Draft-Info. A post to a discussion list is
/// personal: its author can offer no one-click unsubscribe.
Guess guess_settings(const Message& message, const Facts& facts);

/// message, template_ or report: by content, never by file name.
Kind classify(const Message& message, const Facts& facts);

}  // namespace maillint
