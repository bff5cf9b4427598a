// Which of the addresses that head lines of a notice are those that failed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lint/bounce/heads.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

struct NoticeParts {
  const Text& text;
  const std::vector<Line>& lines;
  std::size_t last = 0;                        // where the words for people end
  const std::unordered_set<std::string>& own;  // addresses that did not fail, lower case
  std::string_view returned;                   // header of the returned message
};

/// Keeps the heads of recipients: the strongest kind there is; none of the notice's own parties,
/// nobody to turn to and nobody below "Your message was delivered to:", unless they are all there
/// are.
void choose_heads(const NoticeParts& notice, std::vector<Head>& heads);

}  // namespace maillint::bounce
