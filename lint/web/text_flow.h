// Text as a reader sees it: white space folded, blocks on lines of their own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace maillint {

/// Collects text; breaks are written only between texts, so the result needs no trimming.
class TextFlow {
 public:
  enum class Break : std::uint8_t { none, space, line };

  /// White space (no-break space too) becomes one space.
  void add(std::string_view text);
  void add_break(Break wanted) {
    if (pending_ < wanted) pending_ = wanted;
  }
  bool empty() const { return text_.empty(); }
  void reserve(std::size_t octets) { text_.reserve(octets); }
  std::string take() {
    pending_ = Break::none;
    std::string result = std::move(text_);
    text_.clear();
    return result;
  }

 private:
  void write(std::string_view run);

  std::string text_;
  Break pending_ = Break::none;
};

}  // namespace maillint
