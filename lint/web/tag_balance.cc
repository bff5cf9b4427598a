// Start tags that no end tag belongs to.
#include "lint/web/tag_balance.h"

#include <algorithm>

#include "lint/limits.h"

namespace maillint {

void TagBalance::open(std::size_t element, Span tag) {
  constexpr std::uint16_t without = html_void | html_raw | html_optional_end;
  if (element == 0 || too_many_ || (html_element(element).traits & without) != 0) return;
  if (open_.size() + unclosed_.size() >= limits::html_links) {
    too_many_ = true;
    return;
  }
  open_.push_back(
      {.tag = tag, .element = static_cast<std::uint8_t>(element), .below = last_open_[element]});
  last_open_[element] = static_cast<std::uint32_t>(open_.size());
}

void TagBalance::close(std::size_t element, Span end_tag) {
  if (element == 0 || too_many_) return;
  if (const std::size_t number = last_open_[element]; number != 0) {
    while (open_.size() > number) pop_unclosed(end_tag.begin);
    last_open_[element] = open_.back().below;
    open_.pop_back();
  } else if (const std::size_t late = last_unclosed_[element]; late != 0) {
    unclosed_[late - 1].closed_late = true;
    last_unclosed_[element] = unclosed_[late - 1].earlier;
  }
}

void TagBalance::pop_unclosed(std::size_t seen_at) {
  const Open& top = open_.back();
  unclosed_.push_back({.tag = top.tag,
                       .earlier = last_unclosed_[top.element],
                       .seen_at = static_cast<std::uint32_t>(seen_at)});
  last_unclosed_[top.element] = static_cast<std::uint32_t>(unclosed_.size());
  last_open_[top.element] = top.below;
  open_.pop_back();
}

std::vector<UnclosedTag> TagBalance::take(std::size_t text_size) {
  std::vector<UnclosedTag> result;
  if (too_many_) return result;
  while (!open_.empty()) pop_unclosed(text_size);
  for (const Unclosed& unclosed : unclosed_) {
    if (!unclosed.closed_late) result.push_back({unclosed.tag, unclosed.seen_at});
  }
  std::ranges::sort(result, {}, [](const UnclosedTag& unclosed) { return unclosed.tag.begin; });
  return result;
}

}  // namespace maillint
