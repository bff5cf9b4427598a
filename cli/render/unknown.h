// What is said of a reply that no entry of the catalogue explains by its words.
#pragma once

#include <string>
#include <vector>

#include "cli/render/text.h"

namespace maillint::cli {

/// Whether a reply has words that no entry holds: its code is explained, or words near each other.
bool is_unknown(const ExplainedRefusal& explained, const TextContext& context);
/// "Mailbox is full (most likely)", "not in the catalogue; by its code 5.2.0: ...".
std::string meaning(const ExplainedRefusal& explained, const TextContext& context);
/// "gmx/mailbox-full: The mailbox is full": those whose words come nearest to an unknown reply.
std::vector<std::string> nearest_entries(const ExplainedRefusal& explained,
                                         const TextContext& context);

}  // namespace maillint::cli
