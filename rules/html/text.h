// What rules about hidden text share: which texts are seen, and what is customary to hide.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts.h"
#include "lint/web/css_color.h"
#include "lint/web/html_structure.h"

namespace maillint {

/// What keeps a text from being read.
enum class Concealment : unsigned char { none, layout, size, off_page, color, tiny };

/// The words of a text: character references decoded, white space folded, without characters that
/// no one sees (preheaders are filled up with those).
std::string readable(const HtmlBody& html, const HtmlText& text);
/// Whether that is more than a sign, or the number of a ticket that a program finds again.
bool has_words(std::string_view readable);

/// Colours of a text as they are seen.
struct SeenColors {
  bool known = false;  // both of them, and one at least was set
  CssColor color;
  CssColor background;
};
/// Whether the eye takes them for one.
bool same_color(CssColor a, CssColor b);
/// "#ffffff"
std::string color_name(CssColor color);
/// A colour that nothing sets: black on white, as mail programs do, or unknown.
enum class Unset : unsigned char { is_unknown, is_black_on_white };
SeenColors seen_colors(const HtmlTextStyle& style, Unset unset);

/// One concealed text, or several of one element.
struct Concealed {
  Concealment how = Concealment::none;
  Span tag;  // the start tag that conceals it
  const HtmlTextStyle* style = nullptr;
  std::string words;
};

/// The concealed texts of a body, without those that are customary: up to 200 letters before
/// anything else (the preview line of newsletters), what a media query shows, data for programs
/// (itemprop), and what answers and forwarded messages quote of such.
std::vector<Concealed> concealed_texts(const HtmlBody& html, const Facts& facts);

}  // namespace maillint
