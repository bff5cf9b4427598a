// Messages that belong together, found in the fingerprints of a run: one function a rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "rules/batch/fingerprint.h"

namespace maillint {

/// One finding: numbers of messages in the order of the run.
struct Group {
  std::string message;                 // as Detail::message
  std::uint64_t key = 0;               // the same for the same mail in every run
  std::size_t count = 0;               // of messages
  std::vector<std::uint32_t> members;  // the first limits::places_per_rule of them
};

struct BurstLimits {
  std::size_t messages = 50;
  std::uint32_t minutes = 10;
};

/// Near-identical messages, at least so many within so many minutes. Copies of one message count
/// once.
std::vector<Group> find_bursts(std::span<const Fingerprint> messages, const BurstLimits& limits);

/// Different messages with one Message-ID; of the copies of each, the first.
std::vector<Group> find_shared_message_ids(std::span<const Fingerprint> messages);

/// Messages near a known spam; a group each. `samples`: their text hashes.
/// `Group::key` is the number of the sample, and `message` stays empty.
std::vector<Group> find_similar_to(std::span<const std::uint64_t> samples,
                                   std::span<const Fingerprint> messages);

/// Check of a rule that looks at many messages: of one alone there is nothing to say.
inline void across_messages(const Message&, const Facts&, const Settings&, const Reporter&) {}

}  // namespace maillint
