// What rules about hidden text share: which texts are seen, and what is customary to hide.
#include "rules/html/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "lint/ascii.h"
#include "lint/utf8.h"
#include "rules/data/lists.h"
#include "rules/html/tag.h"

namespace maillint {
namespace {

using Color = HtmlTextStyle::Color;

/// Channels that differ by no more than this are one colour to the eye.
constexpr int same_channel = 16;
/// Pixels. Text of that size is a grey line.
constexpr float tiny_pixels = 6;
constexpr std::size_t preheader_letters = 200;
constexpr std::size_t longest_plain_number = 10;

bool is_unseen(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0xAD || c == 0x34F || c == 0x61C ||
         c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x180E || c == 0x3000 ||
         c == 0x3164 || c == 0xFEFF || c == 0xFFA0 || c == 0x2800 || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F);
}

bool is_letter(char32_t c) {
  return c < 0x80 ? ascii::is_alpha(static_cast<char>(c)) : c >= 0xC0 && c != 0xFFFD;
}

std::size_t letters_of(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, i);
    count += c.value == ' ' ? 0 : 1;
    i += c.length;
  }
  return count;
}

bool has_outer_sheet(const HtmlBody& html) {
  bool result = false;
  each_tag(html, "link", [&](const HtmlTag& tag) {
    result =
        result || ascii::find(attribute_value(html, tag, "rel"), "stylesheet") != std::string::npos;
  });
  return result;
}

Concealment concealment(const HtmlTextStyle& style, Unset unset) {
  if ((style.hiding & (hidden_by_layout | hidden_by_visibility)) != 0) return Concealment::layout;
  if ((style.hiding & hidden_by_size) != 0) return Concealment::size;
  if (style.is_off_page) return Concealment::off_page;
  const SeenColors colors = seen_colors(style, unset);
  if (colors.known && same_color(colors.color, colors.background)) return Concealment::color;
  return style.size_known && style.font_size < tiny_pixels ? Concealment::tiny : Concealment::none;
}

Span concealing_tag(Concealment how, const HtmlTextStyle& style) {
  switch (how) {
    case Concealment::layout:
      return style.hidden_at;
    case Concealment::size:
    case Concealment::tiny:
      return style.size_at;
    case Concealment::off_page:
      return style.off_page_at;
    case Concealment::color:
      return style.color_at.begin >= style.background_at.begin ? style.color_at
                                                               : style.background_at;
    case Concealment::none:
      break;
  }
  return {};
}

/// Programs that file events and orders read it: schema.org data.
bool is_data(std::string_view tag) {
  return ascii::find(tag, "itemprop") != std::string_view::npos ||
         ascii::find(tag, "itemscope") != std::string_view::npos;
}

/// Where an answer or a forwarded message begins to quote another one, by the marks of the mail
/// programs; the end of the text if it does not.
std::size_t quote_begin(const HtmlBody& html, const Facts& facts) {
  std::size_t begin = html.html().size();
  const Message& message = facts.message();
  const Subject* subject = facts.subject();
  const bool answers = message.has(FieldId::in_reply_to) || message.has(FieldId::references) ||
                       (subject != nullptr && lists::reply_prefix(subject->text));
  if (!answers) return begin;
  for (const std::string_view mark :
       {"<blockquote", "gmail_quote", "moz-cite-prefix", "moz-forward-container", "divrplyfwdmsg",
        "appendonsend", "outlookmessageheader", "yahoo_quoted", "protonmail_quote"}) {
    begin = std::min(begin, ascii::find(html.html(), mark));
  }
  return begin;
}

/// Ways that newsletters hide their preview line. Size alone or colour alone is not among them.
bool may_be_preheader(Concealment how, const HtmlTextStyle& style) {
  const bool small = style.size_known && style.font_size <= 2;
  return how == Concealment::layout || how == Concealment::tiny ||
         (how == Concealment::color && small);
}

/// Takes away what is no text: bullets, ticket numbers. Single letters count when there are
/// several: filters read "V" "x" "iagra" where people read "Viagra".
void drop_signs(std::vector<Concealed>& concealed) {
  const auto is_sign = [](const Concealed& c) { return !has_words(c.words); };
  const auto is_letter_alone = [](const Concealed& c) {
    return c.words.size() <= 2 && is_letter(utf8::decode(c.words, 0).value);
  };
  if (std::ranges::count_if(concealed, is_letter_alone) >= 3) return;
  std::erase_if(concealed, is_sign);
}

/// Takes away the concealed texts before the first one that is seen, if they are short.
void drop_preheader(std::vector<Concealed>& concealed, std::size_t before_seen) {
  std::size_t letters = 0;
  std::size_t end = 0;
  while (end < before_seen && may_be_preheader(concealed[end].how, *concealed[end].style)) {
    letters += letters_of(concealed[end++].words);
  }
  if (letters > preheader_letters) return;
  concealed.erase(concealed.begin(), concealed.begin() + static_cast<std::ptrdiff_t>(end));
}

}  // namespace

bool same_color(CssColor a, CssColor b) {
  const auto close = [](std::uint8_t x, std::uint8_t y) {
    return std::abs(int{x} - int{y}) <= same_channel;
  };
  return close(a.red, b.red) && close(a.green, b.green) && close(a.blue, b.blue);
}

std::string color_name(CssColor c) {
  return fmt::format("#{:02x}{:02x}{:02x}", c.red, c.green, c.blue);
}

std::string readable(const HtmlBody& html, const HtmlText& text) {
  const std::string decoded = decode_entities(html.html(text.span));
  std::string result;
  bool space = false;
  for (std::size_t i = 0; i < decoded.size();) {
    const utf8::CodePoint c = utf8::decode(decoded, i);
    if (is_unseen(c.value)) {
      space = space || c.value <= 0x20 || c.value == 0xA0;
    } else {
      if (space && !result.empty()) result += ' ';
      space = false;
      result.append(decoded, i, c.length);
    }
    i += c.length;
  }
  return result;
}

bool has_words(std::string_view text) {
  std::size_t letters = 0;
  std::size_t words = 0;    // of letters alone
  std::size_t numbers = 0;  // of tickets and messages: "[A8231-77]", "<1234@example.com>"
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    bool other = false;
    for (std::size_t i = 0; i < word.size();) {
      const utf8::CodePoint c = utf8::decode(word, i);
      letters += is_letter(c.value) ? 1 : 0;
      other = other || (c.value < 0x80 && (ascii::is_digit(word[i]) || word[i] == '@'));
      i += c.length;
    }
    const bool is_number = word.starts_with('[') || (other && word.size() >= longest_plain_number);
    (is_number ? numbers : words) += other && !is_number ? 0 : 1;
    at = end + 1;
  }
  const bool one = text.find(' ') == std::string_view::npos;
  if (one && words == 0) return false;
  return letters >= 2 && (numbers == 0 || words >= 4);
}

SeenColors seen_colors(const HtmlTextStyle& style, Unset unset) {
  SeenColors result;
  const bool color_set = style.color_state == Color::known;
  const bool background_set = style.background_state == Color::known;
  if (style.color_state == Color::unknown || style.background_state == Color::unknown) {
    return result;
  }
  const bool enough =
      unset == Unset::is_unknown ? color_set && background_set : color_set || background_set;
  if (!enough) return result;
  result.known = true;
  result.background = style.background;
  result.color = color_set ? blend(style.color, style.background) : CssColor{};
  return result;
}

std::vector<Concealed> concealed_texts(const HtmlBody& html, const Facts& facts) {
  std::vector<Concealed> result;
  const HtmlStructure& structure = html.structure();
  // A style sheet that is loaded may set any colour.
  const Unset unset = has_outer_sheet(html) ? Unset::is_unknown : Unset::is_black_on_white;
  std::vector<Concealment> by_style;
  for (const HtmlTextStyle& style : structure.text_styles) {
    by_style.push_back(concealment(style, unset));
  }
  if (std::ranges::all_of(by_style, [](Concealment c) { return c == Concealment::none; })) {
    return result;
  }
  bool seen = false;
  std::size_t before_seen = 0;
  for (const HtmlText& text : structure.texts) {
    const HtmlTextStyle& style = structure.text_styles[text.style];
    const Concealment how = by_style[text.style];
    if (how == Concealment::none && seen) continue;
    std::string words = readable(html, text);
    if (words.empty()) continue;
    if (how == Concealment::none) {
      seen = true;
      before_seen = result.size();
      continue;
    }
    const Span tag = concealing_tag(how, style);
    if (style.is_revealed || is_data(html.html(tag))) continue;
    if (!result.empty() && result.back().how == how && result.back().tag == tag) {
      result.back().words += ' ' + words;
    } else {
      result.push_back({.how = how, .tag = tag, .style = &style, .words = std::move(words)});
    }
  }
  drop_preheader(result, seen ? before_seen : result.size());
  drop_signs(result);
  if (result.empty()) return result;
  const std::size_t quote = quote_begin(html, facts);
  std::erase_if(result, [&](const Concealed& c) {
    return c.tag.begin > quote && may_be_preheader(c.how, *c.style) &&
           letters_of(c.words) <= preheader_letters;
  });
  return result;
}

}  // namespace maillint
