// What is remembered of each message of a run, so that later ones can be compared with it.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

#include "lint/facts.h"
#include "lint/message.h"
#include "lint/settings.h"

namespace maillint {

/// 24 octets a message, whatever its size: 100,000 messages must not need the memory of their text.
struct Fingerprint {
  /// SimHash of the normalised text: texts that share most word pairs differ in few bits. 0: too
  /// little text to tell anything.
  std::uint64_t text = 0;
  std::uint64_t message_id = 0;  // hash of the identifier without < >; 0: none
  std::uint32_t time = 0;        // seconds since 1970: Date, else the topmost Received; 0: none
  /// Hash of what copies of one message share, whichever way they took: Date, recipients, and the
  /// Subject without the tags that lists and filters add.
  std::uint32_t identity = 0;
};
static_assert(sizeof(Fingerprint) == 24);

Fingerprint fingerprint_of(const Message& message, const Facts& facts, Kind kind);

/// Bits in which two SimHashes differ, 0 to 64.
inline int distance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

/// SimHash of the texts, 0 if none of them has `shortest_text` words. Case, digits, punctuation,
/// salutations, quoted lines, a signature or list footer at the end, what follows a URL's host, and
/// the words in the recipient's name and address do not count.
std::uint64_t text_hash(const Facts& facts);

/// Fewer words than these are too alike in all mail: "Please find the file attached. Best regards".
inline constexpr unsigned shortest_text = 20;

}  // namespace maillint
