// What the inside of a tag says: a value, a branch, another file or a comment.
#pragma once

#include <string_view>

#include "lint/template/tags.h"

namespace maillint {

/// Each takes what stands between the signs of its syntax.
TemplateTagKind braces_kind(std::string_view inside);
/// `text`: from the tag on, to see whether a word that no language is known for has an "end" of its
/// own.
TemplateTagKind block_kind(std::string_view inside, std::string_view text);
TemplateTagKind angle_percent_kind(std::string_view inside);
TemplateTagKind php_kind(std::string_view inside);
TemplateTagKind stars_kind(std::string_view inside);
TemplateTagKind bracket_percent_kind(std::string_view inside);
TemplateTagKind smarty_kind(std::string_view inside);

}  // namespace maillint
