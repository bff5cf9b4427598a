// Receipts that a mail program writes as text, without a report part.
#pragma once

#include <string_view>

namespace maillint::bounce {

/// Whether a person's program tells that mail was received or read: Notes, Outlook.
bool is_receipt(std::string_view subject, std::string_view words);

}  // namespace maillint::bounce
