// Whether a reply is about the sender, whatever it says of addresses that do not exist.
#pragma once

#include <cstdint>

#include "rules/report.h"

namespace maillint {

enum class Blame : std::uint8_t {
  open,           // the words decide
  names_sender,   // it names the sender's address and not the recipient's: drops nobody
  sender_itself,  // it answers what the sender said of himself, or tells of a check of the sender
};

/// An unknown user in reply to MAIL FROM, or in a callout that checked the sender (Exim's "Sender
/// verify failed"), is none of the recipients.
Blame blame_of(const Report& report, const Refusal& refusal);

}  // namespace maillint
