// The names under which mail services say what happened to a message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace maillint::bounce {

enum class Slot : std::uint8_t {
  none,
  type,       // what happened: "bounce", "delivered"
  detail,     // of what kind: "Permanent", "temporary", "HardBounce"
  recipient,  // an address, in an object of its own or in the event
  status,     // enhanced status code, or a word in its place
  code,       // reply code
  digit,      // a part of an enhanced status code
  words,      // the server's words; those of the first names in the table win
  host,
  reporting,
  action,
  message_id,
  subject,
  from,
  feedback_type,
  time,       // of the event; those of the first names in the table win
  sent_time,  // of the message, where the event has none
  embedded,   // JSON inside a string (SNS)
};

struct EventName {
  Slot slot = Slot::none;
  std::size_t rank = 0;  // among names of one slot the lower is the better source
};

/// What a key means inside the object `parent`, which is in lower case.
EventName event_name(std::string_view key, std::string_view parent);

/// The service that alone writes this key, "" if several do.
std::string_view event_service(std::string_view key);

enum class Outcome : std::uint8_t {
  none,
  failed,
  delayed,
  delivered,
  expanded,
  complaint,
  unsubscribed
};

/// A word that names an event as a whole, and whether it can be about anything but mail: "failed"
/// is told of payments too, "hard_bounce" is not.
struct EventWord {
  Outcome outcome = Outcome::none;
  bool of_mail = false;
};

/// "email.bounced" -> failed, of mail; "delivered" -> delivered; "open", "charge.failed" -> none.
/// `detail`: what else the event says of its kind; "temporary" makes a delay of a failure.
EventWord event_word(std::string_view word, std::string_view detail);

/// For a cell of a table of deliveries: "Hard bounce (5.1.1)" -> failed; "open" -> none.
Outcome outcome_of(std::string_view type, std::string_view detail);

}  // namespace maillint::bounce
