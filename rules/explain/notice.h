// What a bounce says to people, sentence by sentence.
#pragma once

#include <string>
#include <vector>

#include "rules/report.h"

namespace maillint {

/// The sentences before the returned message that state something: no guesses ("may be full"), no
/// advice, no footers. At most some kilobytes of the first text.
std::vector<std::string> notice_sentences(const Report& report);

}  // namespace maillint
