// The open elements of HTML as a stack without a tree: whose style the text inside has.
#include "lint/web/open_elements.h"

#include <algorithm>

#include "lint/limits.h"

namespace maillint {
namespace {

const std::size_t list_item = html_element_number("li");
const std::size_t paragraph = html_element_number("p");
const std::size_t table = html_element_number("table");
const std::size_t row = html_element_number("tr");
const std::size_t cell = html_element_number("td");
const std::size_t heading_cell = html_element_number("th");
const std::size_t term = html_element_number("dt");
const std::size_t description = html_element_number("dd");
const std::size_t bullet_list = html_element_number("ul");
const std::size_t number_list = html_element_number("ol");
const std::size_t option = html_element_number("option");
const std::size_t body = html_element_number("body");
const std::size_t html = html_element_number("html");

}  // namespace

OpenElements::OpenElements() { stack_.resize(1); }

bool OpenElements::open(std::size_t element, std::uint32_t style, bool hides) {
  if (stack_.size() > limits::html_open_elements) {
    ++beyond_;
    if (hides && hidden_beyond_ == 0) hidden_beyond_ = beyond_;
    return false;
  }
  stack_.push_back({.element = static_cast<std::uint8_t>(element),
                    .style = style,
                    .below_same = last_of_[element],
                    .below_block = top_block_,
                    .below_scope = top_scope_});
  const auto index = static_cast<std::uint16_t>(stack_.size() - 1);
  const std::uint16_t traits = html_element(element).traits;
  last_of_[element] = index;
  if ((traits & html_block) != 0) top_block_ = index;
  if ((traits & html_scope) != 0) top_scope_ = index;
  return true;
}

bool OpenElements::close(std::size_t element) {
  if (beyond_ > 0) {
    if (hidden_beyond_ == beyond_) hidden_beyond_ = 0;
    --beyond_;
    return true;
  }
  if (element == body || element == html) return false;  // what follows is still body text
  const std::size_t index = last_of_[element];
  if (index == 0 || index <= barrier(element)) return false;
  while (stack_.size() > index) pop();
  return true;
}

/// The topmost entry that an end tag of `element` does not reach across.
std::size_t OpenElements::barrier(std::size_t element) const {
  const std::uint16_t traits = html_element(element).traits;
  if (element == table) return 0;
  if ((traits & html_table_part) != 0) return last_of_[table];
  const bool own_scope = (traits & html_scope) != 0;
  const bool own_block = (traits & html_block) != 0;
  const std::size_t index = last_of_[element];
  if (own_scope) return std::min<std::size_t>(top_scope_, index - 1);
  return own_block ? top_scope_ : top_block_;
}

/// What a start tag closes without saying so (WHATWG HTML 13.2.6.4.7 and below).
void OpenElements::close_implied(std::size_t element) {
  if (beyond_ > 0) return;
  const std::uint16_t traits = html_element(element).traits;
  if ((traits & html_ends_p) != 0) close_above(paragraph, top_scope_);
  if (element == list_item) {
    const auto list = std::max(last_of_[bullet_list], last_of_[number_list]);
    close_above(list_item, std::max(list, top_scope_));
  } else if (element == term || element == description) {
    close_above(term, top_scope_);
    close_above(description, top_scope_);
  } else if (element == option) {
    close_above(option, top_scope_);
  } else if ((traits & html_table_part) != 0) {
    close_above(cell, last_of_[table]);
    close_above(heading_cell, last_of_[table]);
    if ((traits & html_cell) == 0) close_above(row, last_of_[table]);
  }
}

/// Closes the topmost such element if it lies above entry `limit`.
void OpenElements::close_above(std::size_t element, std::size_t limit) {
  const std::size_t index = last_of_[element];
  while (index > limit && stack_.size() > index) pop();
}

void OpenElements::pop() {
  const Entry& top = stack_.back();
  last_of_[top.element] = top.below_same;
  top_block_ = top.below_block;
  top_scope_ = top.below_scope;
  stack_.pop_back();
}

}  // namespace maillint
