// One event as it is gathered from the values of a JSON text, and what it says in the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/event_names.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

/// What is said of one recipient, or of all of them.
struct Said {
  std::string address, action, status, code, words, host;
  std::size_t rank = npos;  // of the name that the words stood under
};

struct GatheredEvent {
  std::string type, detail, message_id, feedback_type;
  std::string plain_type;   // under "type", which other services give another meaning
  std::string addressee;    // under "to", where nothing says better who failed
  std::string status_word;  // "Failed", where nothing else tells
  std::string service;      // that alone writes one of its keys
  Said common;
  std::vector<Said> people;
  std::size_t person_depth = 0;  // of the object that speaks of one recipient, 0 outside
  std::optional<std::int64_t> time, sent_time;
  std::size_t time_rank = npos;

  Said& target() { return person_depth > 0 && !people.empty() ? people.back() : common; }
};

/// What happened: none if the event is about no mail.
Outcome outcome_of(const GatheredEvent& event);

/// What the event says of `person`, one of its people; place and address source are not set.
Refusal refusal_of(const GatheredEvent& event, const Said& person, Outcome outcome);

}  // namespace maillint::bounce
