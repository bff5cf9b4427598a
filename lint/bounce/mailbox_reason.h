// Why a mailbox server refused, in its own words.
#pragma once

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

/// Dovecot writes why it refused below "Your message to <x> was automatically rejected:"; the
/// report beside it holds a code only, or one of another server. Those words become the diagnostic.
void take_mailbox_reason(const Text& notice, Refusal& refusal);

}  // namespace maillint::bounce
