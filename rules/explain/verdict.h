// What follows from a category and a reply: permanent or not, keep or drop the address, when to try
// again.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "lint/bounce/delivery_report.h"
#include "rules/catalogue/entry.h"

namespace maillint {

/// The refusing server's verdict: by its reply code, else by the status, else by what the report
/// says happened.
bool is_permanent(const Refusal& refusal);
/// The same, where the entry knows better than a reply without any code.
bool is_permanent(const Refusal& refusal, const Entry& entry);

/// Whether the address should leave the list. `recipients`: how many the refused transaction had.
/// `given_up`: a server tried until it gave up, so that a 4yz for an unknown address is final.
bool should_suppress(const Refusal& refusal, const Entry& entry, bool permanent,
                     std::size_t recipients, bool given_up);

/// "no", "automatic", "after-fix" or "later".
std::string_view retry_advice(const Refusal& refusal, const Entry& entry, bool permanent,
                              bool suppress);

}  // namespace maillint
