// An SMTP dialogue as tools print it: swaks, telnet, openssl s_client, curl -v, smtplib, Sendmail,
// Postfix.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

struct Transcript {
  std::vector<Refusal> refusals;  // address "" where none had been named yet
  std::size_t commands = 0;
  std::size_t replies = 0;
  bool connected = false;        // a tool says so: "Escape character is '^]'."
  bool begins_dialogue = false;  // nothing but comments of the tool stands before it

  bool is_transcript() const {
    return replies > 0 && (connected || (commands > 0 && commands + replies > 2));
  }
};

/// Sendmail's transcripts also hold the exits of its local mailers, which no server said.
enum class TranscriptOf : std::uint8_t { tool, sendmail };

/// Reads the lines [first, last).
Transcript read_transcript(const Text& text, const std::vector<Line>& lines, std::size_t first,
                           std::size_t last, TranscriptOf of = TranscriptOf::tool);

}  // namespace maillint::bounce
