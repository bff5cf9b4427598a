// What a reply means and what to do about it, for people; and the rows that explain's text is of.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/render/text.h"

namespace maillint::cli {

/// Where the texts of explain's rows begin.
inline constexpr std::size_t explain_label_columns = 12;

/// A faint word at the left ("" for none), and a text, wrapped.
std::string row(std::string_view word, std::string_view text, const TextContext& context);
/// Escaped for a terminal, at most so many octets of it.
std::string safe(std::string_view text, std::size_t octets = 300);

/// Not for a delivery, a relay or an expansion: those need no advice.
bool is_failure(const ExplainedRefusal& explained);

/// The rows from "means" to "address" of a refusal that has an explanation.
std::string text_of_advice(const ExplainedRefusal& explained, const TextContext& context);

}  // namespace maillint::cli
