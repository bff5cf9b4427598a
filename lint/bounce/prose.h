// What a notice written for people says about each recipient.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

struct Notice {
  std::vector<Refusal> recipients;  // action none: whether it failed or waits is said elsewhere
  std::vector<Refusal> errors;      // a server's reply where no address could be made out
  Refusal general;                  // the transcript's refusal of all recipients; may say nothing
  std::size_t original_begin = std::string_view::npos;  // octet of the text where the returned
                                                        // message begins
  bool says_failed = false;
  bool says_delayed = false;
  bool says_delivered = false;
  bool has_heads = false;         // addresses stood where bounces put them, not just in sentences
  bool introduces_heads = false;  // "could not be delivered to" stands right before the first
  bool truncated = false;
};

/// `own` are addresses that did not fail, lower case: the notice's author and addressee. `returned`
/// is the message that came back, where it is a part of its own: it tells who was meant.
Notice read_notice(const Text& text, const std::vector<std::string>& own,
                   std::string_view returned = {});

/// Whether it quotes what a server said about somebody.
bool has_reply(const Notice& notice);

/// Whether it names anybody but `own`.
bool names_others(const Notice& notice, const std::vector<std::string>& own);

/// Index of the line with which the returned original begins, lines.size() if there is none;
/// `marker` tells the line that announces it ("--- Below this line is a copy ..."), else equal.
std::size_t find_original(const Text& text, const std::vector<Line>& lines, std::size_t& marker);

/// Whether words say that mail failed: "could not be delivered".
bool says_failure(std::string_view words);

/// What the line above a list of recipients says of them, failed or delayed: "could not be
/// delivered to:". none if it is no such line.
Action told_of_list(std::string_view heading);

/// Whether words say that mail arrived: "was successfully delivered".
bool says_delivered(std::string_view words);

/// Sets says_failed, says_delayed and says_delivered by the words at the beginning of a notice.
void read_tone(std::string_view said, Notice& notice);

}  // namespace maillint::bounce
