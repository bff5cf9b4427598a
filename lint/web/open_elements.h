// The open elements of HTML as a stack without a tree: whose style the text inside has.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lint/web/html_element.h"

namespace maillint {

/// Every operation takes constant time, amortised: an entry knows the entry below it of its own
/// kind and of the kinds that end tags do not reach across. Elements beyond
/// limits::html_open_elements are counted only.
class OpenElements {
 public:
  OpenElements();

  /// A start tag closes what it implies to be closed: an open p, li, td...
  void close_implied(std::size_t element);
  /// Opens the element; call close_implied() first. `style` is the caller's number for its style.
  /// False if it was only counted.
  bool open(std::size_t element, std::uint32_t style, bool hides);
  /// An end tag; false if it closes nothing.
  bool close(std::size_t element);
  /// Of the innermost open element; 0 outside of all.
  std::uint32_t style() const { return stack_.back().style; }
  /// Whether an element that was only counted hides what is inside.
  bool hidden_beyond() const { return hidden_beyond_ != 0; }
  bool is_open(std::size_t element) const { return last_of_[element] != 0; }

 private:
  struct Entry {
    std::uint8_t element = 0;
    std::uint32_t style = 0;
    std::uint16_t below_same = 0;   // index of the entry below of the same element, 0 = none
    std::uint16_t below_block = 0;  // of the topmost block below
    std::uint16_t below_scope = 0;  // of the topmost scope below
  };

  std::size_t barrier(std::size_t element) const;
  void close_above(std::size_t element, std::size_t limit);
  void pop();

  std::vector<Entry> stack_;  // [0] stands for the document
  std::array<std::uint16_t, html_element_count> last_of_{};
  std::uint16_t top_block_ = 0;
  std::uint16_t top_scope_ = 0;
  std::size_t beyond_ = 0;         // open elements that were only counted
  std::size_t hidden_beyond_ = 0;  // number of the one among them that hides, 0 = none
};

}  // namespace maillint
