// From the octets given to a message that can be looked at.
#pragma once

#include <memory>

#include "lint/message.h"
#include "rules/maillint.h"

namespace maillint {

/// Of a message above limits::message_octets only the beginning is kept, and limit-message-size
/// tells.
std::unique_ptr<const Message> read_message(Input input);
/// The same for check, where what has no header section is a template.
std::unique_ptr<const Message> read_message_or_template(Input input);

}  // namespace maillint
