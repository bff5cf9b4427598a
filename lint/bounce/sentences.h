// Addresses in the running text of a notice.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lint/bounce/lines.h"

namespace maillint::bounce {

struct Mention {
  std::size_t line = 0;  // index
  std::string address;
  int score = 0;                  // how likely it is the one that failed; above 0
  bool has_reply = false;         // its line quotes a server's reply
  std::size_t paragraph = 0;      // index of the first line of its paragraph, at most 20 before
  std::size_t paragraph_end = 0;  // and behind the last one
};

/// Those of the lines [0, last) that may have failed, none of `own` (lower case). `returned` is the
/// header of the returned message: it tells who was meant.
std::vector<Mention> find_mentions(const Text& text, const std::vector<Line>& lines,
                                   std::size_t last, const std::unordered_set<std::string>& own,
                                   std::string_view returned);

/// Puts whoever sent the returned message (From, Sender, Return-Path) to `own`, unless he was one
/// of its recipients, too.
void note_senders(std::string_view header, std::unordered_set<std::string>& own);

/// The most likely one (nullptr if there is none); of equals the first.
const Mention* best_of(const std::vector<Mention>& mentions);

/// Mentions of several addresses, each with the reply that it got: in its line, or else in its
/// paragraph. Empty if there are no two such.
std::vector<Mention> answered_each(const std::vector<Mention>& mentions, const Text& text,
                                   const std::vector<Line>& lines);

/// Where in a line the cause begins that it announces: at its end ("The response was:"), or behind
/// the label that begins it ("Reason: the mailbox is full"). npos if it announces none.
std::size_t cause_in(std::string_view line);

}  // namespace maillint::bounce
