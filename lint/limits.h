// Bounds on what one message may make us do. Each one reached is a finding (limit-*), never a
// silent cut.
#pragma once

#include <cstddef>

namespace maillint::limits {

inline constexpr std::size_t message_octets = std::size_t{256} << 20;
/// What is read of a message above message_octets: enough for its header and first parts.
inline constexpr std::size_t cut_octets = std::size_t{16} << 20;
inline constexpr std::size_t depth = 100;               // Postfix, Dovecot
inline constexpr std::size_t parts = 10'000;            // Dovecot
inline constexpr std::size_t fields = 20'000;           // in a whole message, parts included
inline constexpr std::size_t field_octets = 102'400;    // Postfix header_size_limit
inline constexpr std::size_t addresses = 10'000;        // in a whole message
inline constexpr std::size_t address_problems = 1'000;  // in one field
inline constexpr std::size_t boundary_octets = 2'048;
inline constexpr std::size_t decoded_octets = std::size_t{64} << 20;
inline constexpr std::size_t html_attributes = 256;  // of one tag
inline constexpr std::size_t html_open_elements = 512;
/// Of one HTML part, and of all text together; images too. A link takes 400 octets of memory.
inline constexpr std::size_t html_links = 50'000;
/// Places of one rule that are kept; further ones are counted only (OUTPUT.md).
inline constexpr std::size_t places_per_rule = 1'000;

}  // namespace maillint::limits
