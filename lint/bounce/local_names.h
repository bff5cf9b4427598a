// Recipients whom a notice names without a domain: their own server wrote it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/bounce/heads.h"

namespace maillint::bounce {

/// Heads of the lines [0, last) below "Message not delivered to the following:", each an indented
/// login name alone or before a gap: "  jroe    No such user". Their addresses have no "@".
std::vector<Head> find_local_names(const Text& text, const std::vector<Line>& lines,
                                   std::size_t last);

/// The address of such a name: the one of the returned header that has it, else at the organization
/// of the mail system's own address; "" if neither is known.
std::string qualify(std::string_view name, std::string_view returned, std::string_view author);

}  // namespace maillint::bounce
