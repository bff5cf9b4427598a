// What rules on encoded-words share: a rule is one kind of fault.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "lint/rule.h"
#include "lint/word_faults.h"

namespace maillint::rules {

/// Reports each fault of that kind. `words` gives its message from the octets of the place.
template <WordFault fault, auto words>
void check_words(const Message& message, const Facts& facts, const Settings&,
                 const Reporter& report) {
  for (const WordFaultAt& at : read_word_faults(facts)) {
    if (at.fault != fault) continue;
    const std::string found = words(message.text(at.span));
    if (!found.empty()) report(Place{.source = at.span, .part = at.part}, found);
  }
}

}  // namespace maillint::rules
