// Tags of template languages in a text, and the text with the tags masked.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/span.h"
#include "lint/template/syntax.h"

namespace maillint {

enum class TemplateTagKind : std::uint8_t {
  value,    // something is written in its place
  control,  // a branch, a loop, an assignment: nothing is written in its place
  include,  // another file, with whatever it opens and closes
  comment,
};

struct TemplateTag {
  Span span;
  TemplateTagKind kind = TemplateTagKind::value;
};

/// The tags of `text`, in order; they do not overlap. Signs that ordinary text has too ("#if",
/// "{x}", "%X%") count only where they are unmistakable. Linear.
std::vector<TemplateTag> find_template_tags(std::string_view text, SyntaxSet syntaxes);

/// `text` with values as opaque words of the same length, and all other tags as spaces. Line ends
/// stay, so each place keeps its line and column.
std::string mask_template_tags(std::string_view text, std::span<const TemplateTag> tags);

/// The next run of octets that a masked value may be, three octets at least; empty if there is
/// none.
Span find_masked(std::string_view text, std::size_t from = 0);

/// The tags of one text.
class TemplateTags {
 public:
  TemplateTags() = default;
  explicit TemplateTags(std::vector<TemplateTag> tags) : tags_(std::move(tags)) {}

  std::span<const TemplateTag> all() const { return tags_; }
  bool empty() const { return tags_.empty(); }
  /// Those that reach into `span`.
  std::span<const TemplateTag> in(Span span) const;
  /// Whether a branch, a loop or another file lies between two places: what stands at one of them
  /// may be written without the other, or more than once.
  bool branches_between(std::size_t begin, std::size_t end) const;

 private:
  std::vector<TemplateTag> tags_;
};

/// Whether a tag, as written, is the address to leave a list: "{{ unsubscribe_url }}", "*|UNSUB|*".
bool is_unsubscribe_tag(std::string_view tag);

}  // namespace maillint
