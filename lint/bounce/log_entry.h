// What one line of a mail log says of one delivery, and how logs write it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

/// A line of the log, as far as it was understood.
struct LogEntry {
  Refusal refusal;
  std::size_t words_begin = npos;  // of the text that says why
  std::size_t words_end = 0;
  std::string words;                        // instead, where the log rewrites them
  std::vector<std::string> more_addresses;  // of which the line says the same
  std::string_view queue_id;                // of the message, as the line has it
  bool refused = false;
};

/// The value of "name=" in a log line, "" if absent. A value ends at a comma or space.
std::string_view value_of(std::string_view line, std::string_view name);

/// The word before `at` that ends in a colon: "4XyZ1k2Bqzz9s: to=<x>"; "" if there is none.
std::string_view queue_id_before(std::string_view line, std::size_t at);

/// "<x>" -> "x"
std::string_view in_angles(std::string_view value);

/// Where the sender in angle brackets ends whose "<" stands at `at`; npos if it does not. A quoted
/// local part may hold anything: '<"a > b"@c>'.
std::size_t angle_end(std::string_view line, std::size_t at);

/// The host and the address of "mx.example.com[192.0.2.1]:25", or of "mx.example.com." whose
/// address follows in `after` (" [192.0.2.1]").
void read_relay(std::string_view relay, std::string_view after, Refusal& refusal);

/// The reply, the status and the server from the words of `entry`, which are `line`'s or its own.
void read_words(std::string_view line, LogEntry& entry);

}  // namespace maillint::bounce
