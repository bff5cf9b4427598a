// What an HTML body shows and links to: a linear tokenizer after the WHATWG states, no tree.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/span.h"

namespace maillint {

struct HtmlStructure;  // lint/web/html_structure.h

/// All spans here are octets of the HTML text that was tokenized (UTF-8), not of the source.
struct HtmlLink {
  Span tag;             // from "<" to ">"
  Span href_span;       // the attribute's value, without quotes
  std::string href;     // entities decoded
  std::string text;     // visible text inside, white space folded; alt texts of images in [ ]
  std::string element;  // "a", "area"
};

struct HtmlImage {
  Span tag;
  Span src_span;  // the attribute's value, without quotes
  std::string src;
  std::string alt;
  bool has_alt = false;
  bool is_hidden = false;      // by its own style, or by what it stands in
  bool is_decorative = false;  // role="presentation", aria-hidden: no one is told about it
  std::string width;           // attribute as written
  std::string height;
  float style_width = -1;  // pixels of the inline style, negative if unset or relative
  float style_height = -1;
};

struct HtmlDocument {
  std::vector<HtmlLink> links;
  std::vector<HtmlImage> images;
  std::string visible_text;  // white space folded, a line a block
  std::string hidden_text;   // inside elements hidden by inline style or the hidden attribute
  std::string title;
  std::string base_href;
  bool limit_reached = false;  // attributes of one tag, open elements, links, images (limits.h)
  Span limit_span;
  /// Tags, comments, styles and their faults; nullptr before anything was read.
  std::shared_ptr<const HtmlStructure> structure;
};

/// Never fails; linear in time and memory, no recursion.
HtmlDocument read_html(std::string_view html);

/// Where a character reference stands: in an attribute "&copy=1" is no reference (a query string).
enum class EntityContext : std::uint8_t { text, attribute };

/// Character references decoded ("&amp;", "&#65;", "&#x41;"; WHATWG table of the names in common
/// use).
std::string decode_entities(std::string_view text, EntityContext context = EntityContext::text);

}  // namespace maillint
