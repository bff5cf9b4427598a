// Lists that people have: their subscribers, what a provider exported, addresses never to touch.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/hygiene/state.h"

namespace maillint::cli {

struct Imported {
  std::uint64_t addresses = 0;
  std::uint64_t added = 0;
  std::uint64_t skipped = 0;               // lines without an address
  std::vector<std::string> unknown_words;  // statuses nobody knows, each once, at most a few
};

/// A CSV with an address in each line, and perhaps a status (bounced, complained, unsubscribed,
/// delivered, ...) and a date, in columns named so. The same line twice counts once.
/// A pause of our own export becomes the bounces that make it by `policy`.
Imported import_csv(HygieneState& state, std::string_view text, const HygienePolicy& policy,
                    std::int64_t now);

/// Addresses not to write to, as keys, sorted: a state of hygiene, or a list or CSV; of a CSV with
/// a status, the lines that say bounced, complained, unsubscribed or remove.
Result<std::vector<std::string>> read_suppressions(const std::string& path);

/// One address or domain ("@example.com" or "example.com") a line; # begins a comment.
std::vector<std::string> read_patterns(std::string_view text);

}  // namespace maillint::cli
