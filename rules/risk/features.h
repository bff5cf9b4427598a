// What the risk model looks at: names of things that are there, or not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts.h"
#include "lint/rule.h"

namespace maillint::risk {

/// Where a feature comes from.
enum class Kind : std::uint8_t { rule, text, header };
std::string_view name(Kind kind);  // "rule"
/// Of a feature's name: "rule:subject-gappy", "field:x-priority", "word:refund".
Kind kind_of(std::string_view feature);

/// The features of a message, sorted, each once: "rule:ID" of each finding, "field:NAME" of each
/// header field, "word:X" and "subject word:X" of what the author wrote, and what stands in
/// features.cc. No address and no host is among them, only their top-level domains. Linear; of the
/// texts, the first text_octets are read.
std::vector<std::string> features(const Facts& facts, std::span<const RuleFindings> findings);
inline constexpr std::size_t text_octets = std::size_t{512} << 10;

/// The words of `text` in lower case, in their order: 3 to 24 octets of letters. Not the words of
/// URLs and addresses, nor of lines that are quoted ("> ", "Ann wrote:"), nor what follows a
/// signature's "-- " or the line of underscores before a mailing list's footer.
std::vector<std::string> words(std::string_view text);

}  // namespace maillint::risk
