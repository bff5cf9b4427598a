// Header lines with other words in them, folded anew where they get too long.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/message.h"
#include "lint/rule.h"

namespace maillint::rules {

/// Goes through the source from the begin of a header line on. A fold goes before white space that
/// is there, so unfolded lines read as before; never before the first word of a field, which would
/// begin with an empty line then.
class HeaderFolder {
 public:
  /// `wanted`: octets of a line without its end.
  HeaderFolder(const Message& message, std::uint32_t line_begin, std::size_t wanted);

  /// Octets that stay.
  void keep(Span span);
  /// Spaces that an encoded-word needs where the source has none.
  struct Spaces {
    bool before = false;
    bool behind = false;
  };
  /// Encoded-words of `text`, valid UTF-8, instead of the octets of `span`.
  void encode(Span span, std::string_view text, Spaces spaces);
  /// Folds here, behind white space, if the line has no room for so many octets more.
  void keep_together(std::size_t octets);

  /// The longest line that was seen whole, as it is now.
  std::size_t longest() const { return longest_; }
  /// In the order of the source.
  std::vector<Edit> edits() &&;

 private:
  struct Space {
    std::uint32_t begin = nowhere;
    std::size_t column = 0;
  };
  static constexpr std::uint32_t nowhere = 0xFFFFFFFF;

  void end_line();
  void end_space();
  void fold();
  void fold_if_long();

  const Message& message_;
  std::string line_end_;
  std::size_t wanted_;
  std::uint32_t first_;  // where the first word of the field may stand
  bool has_text_ = false;
  std::size_t column_ = 0;
  std::size_t longest_ = 0;
  Space space_;  // that ends here
  Space fold_;   // the last one with text on both sides, in this line
  std::vector<Edit> edits_;
};

}  // namespace maillint::rules
