// Text as a reader sees it: white space folded, blocks on lines of their own.
#include "lint/web/text_flow.h"

#include "lint/ascii.h"

namespace maillint {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

/// Octets of white space at text[at], 0 if there is none.
std::size_t space_length(std::string_view text, std::size_t at) {
  if (ascii::is_space(text[at]) || text[at] == '\f') return 1;
  return text[at] == '\xC2' && text.substr(at, 2) == no_break_space ? 2 : 0;
}

}  // namespace

void TextFlow::write(std::string_view run) {
  if (!text_.empty() && pending_ != Break::none) text_ += pending_ == Break::line ? '\n' : ' ';
  pending_ = Break::none;
  text_ += run;
}

void TextFlow::add(std::string_view text) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t space = space_length(text, i);
    // One space between two words already stands as it will be read.
    const bool stays =
        text[i] == ' ' && i > run && i + 1 < text.size() && space_length(text, i + 1) == 0;
    if (space == 0 || stays) {
      ++i;
      continue;
    }
    if (i > run) write(text.substr(run, i - run));
    add_break(Break::space);
    i += space;
    run = i;
  }
  if (run < text.size()) write(text.substr(run));
}

}  // namespace maillint
