// Start tags that no end tag belongs to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lint/span.h"
#include "lint/web/html_element.h"

namespace maillint {

/// A start tag without an end tag, and where that is certain: at the end tag of an element around
/// it, or at the end of the text.
struct UnclosedTag {
  Span tag;
  std::uint32_t seen_at = 0;
};

/// Gives elements only whose end tag HTML demands (13.1.2.4 lists those that may be left out:
/// p, li, td...). End tags in the wrong order ("<b><i></b></i>") leave nothing open. Constant time
/// a tag, amortised.
class TagBalance {
 public:
  void open(std::size_t element, Span tag);
  /// By the end tag at `end_tag`.
  void close(std::size_t element, Span end_tag);
  /// The start tags that stayed open, in order. Empty if there were too many to tell.
  std::vector<UnclosedTag> take(std::size_t text_size);

 private:
  struct Open {
    Span tag;
    std::uint8_t element = 0;
    std::uint32_t below = 0;  // number of the open one below of the same element, 0 = none
  };
  struct Unclosed {
    Span tag;
    std::uint32_t earlier = 0;  // number of the one before of the same element, 0 = none
    std::uint32_t seen_at = 0;
    bool closed_late = false;
  };
  void pop_unclosed(std::size_t seen_at);

  std::vector<Open> open_;
  std::vector<Unclosed> unclosed_;
  std::array<std::uint32_t, html_element_count> last_open_{};
  std::array<std::uint32_t, html_element_count> last_unclosed_{};
  bool too_many_ = false;
};

}  // namespace maillint
