// Words that promise an attachment.
#pragma once

#include <optional>
#include <string_view>

#include "rules/data/lists.h"

namespace maillint::lists {

/// The next ones from `from` on ("please find attached").
std::optional<WordMatch> find_attachment_word(std::string_view text, std::size_t from = 0);

}  // namespace maillint::lists
