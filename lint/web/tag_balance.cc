// Start tags that no end tag belongs to.
#include "lint/web/tag_balance.h"

#include <algorithm>

#include "lint/limits.h"

namespace maillint {
namespace {

bool may_stay_open(std::size_t element) {
  return (html_element(element).traits & html_optional_end) != 0;
}

/// Whether an end tag means the open element of its name: "</p>" means none outside of its cell,
/// "</td>" none outside of its table.
bool reaches(std::size_t element, const std::array<std::uint32_t, html_element_count>& last_open) {
  static const std::size_t table = html_element_number("table");
  static const std::size_t cells[] = {html_element_number("td"), html_element_number("th")};
  if (!may_stay_open(element)) return true;
  const std::size_t number = last_open[element];
  if (number < last_open[table]) return false;
  if ((html_element(element).traits & html_table_part) != 0) return true;
  return std::ranges::all_of(cells, [&](std::size_t cell) { return number > last_open[cell]; });
}

}  // namespace

void TagBalance::open(std::size_t element, Span tag) {
  constexpr std::uint16_t without = html_void | html_raw;
  if (element == 0 || too_many_ || (html_element(element).traits & without) != 0) return;
  // A text of paragraphs without end tags would fill the list.
  if (may_stay_open(element) && !open_.empty() && open_.back().element == element) pop_unclosed(0);
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
    if (!reaches(element, last_open_)) return;
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
  // Of those that may stay open, only what was opened inside matters.
  if (!may_stay_open(top.element)) {
    unclosed_.push_back({.tag = top.tag,
                         .earlier = last_unclosed_[top.element],
                         .seen_at = static_cast<std::uint32_t>(seen_at)});
    last_unclosed_[top.element] = static_cast<std::uint32_t>(unclosed_.size());
  }
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
