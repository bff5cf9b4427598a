// How an HTML body is written: what rules about HTML look at, found in the same pass as its text.
#pragma once

#include <vector>

#include "lint/span.h"

namespace maillint {

/// All spans are octets of the HTML text. No list holds more than limits::html_links entries.
struct HtmlStructure {
  std::vector<Span> comments;  // declarations and processing instructions too
};

}  // namespace maillint
