// What the inside of a tag says: a value, a branch, another file or a comment.
#pragma once

#include <cstddef>
#include <set>
#include <string_view>

#include "lint/template/tags.h"

namespace maillint {

/// Each takes what stands between the signs of its syntax.
TemplateTagKind braces_kind(std::string_view inside);
TemplateTagKind angle_percent_kind(std::string_view inside);
TemplateTagKind php_kind(std::string_view inside);
TemplateTagKind stars_kind(std::string_view inside);
TemplateTagKind bracket_percent_kind(std::string_view inside);
TemplateTagKind smarty_kind(std::string_view inside);

/// The words of "{% ... %}" in one text: one that no language is known for opens a block if an "end"
/// of its own stands somewhere ("{% card %}...{% endcard %}").
class BlockWords {
 public:
  /// Keeps `text`, and reads it when such a word comes.
  explicit BlockWords(std::string_view text) : text_(text) {}
  TemplateTagKind kind(std::string_view inside);

 private:
  bool is_ended(std::string_view word);

  std::string_view text_;
  std::size_t at_ = 0;  // read up to here
  std::set<std::string_view> ended_;
};

}  // namespace maillint
