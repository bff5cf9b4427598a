// What an HTML body is written with: elements, attributes, and the CSS of its style blocks and
// style attributes.
#include "lint/web/web_uses.h"

#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "lint/web/css_selector.h"
#include "lint/web/css_token.h"
#include "lint/web/html.h"
#include "lint/web/picture_url.h"

namespace maillint {
namespace {

constexpr std::size_t longest_name = 40;
constexpr std::size_t known_styles = 128;

/// "&quot;" as it is read, at the same length, so that places stay true; longer or other
/// references stay as written.
std::string decoded_in_place(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; (at = out.find('&', at)) != std::string::npos; ++at) {
    const std::size_t size = text.substr(at, 9).find(';');
    if (size == std::string_view::npos) continue;
    const std::size_t end = at + size;
    const std::string character = decode_entities(text.substr(at, size + 1));
    if (character.size() != 1) continue;
    std::fill(out.begin() + at, out.begin() + end + 1, ' ');
    out[at] = character[0];
    at = end;
  }
  return out;
}

std::uint8_t both(std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a | b); }

/// ":hover" and the like: nothing is lost where they are not known.
bool waits_for_reader(std::string_view selectors) {
  for (const std::string_view name : {":hover", ":active", ":focus", ":checked", ":target"}) {
    if (ascii::find(selectors, name) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

WebUses::WebUses(std::string_view html) : html_(html), known_(known_styles), chains_(chain_count) {
  HtmlTokenizer tokenizer(html);
  bool in_sheet = false;
  std::uint8_t sheet_guards = 0;
  for (HtmlToken token = tokenizer.next(); token.kind != HtmlTokenKind::end_of_input && !full();
       token = tokenizer.next()) {
    switch (token.kind) {
      case HtmlTokenKind::text:
        if (in_sheet) read_sheet(token.span, sheet_guards);
        break;
      case HtmlTokenKind::start_tag: {
        read_tag(tokenizer, token);
        const std::string_view name = text(token.name);
        in_sheet = ascii::equal(name, "style") || ascii::equal(name, "mj-style");
        if (!in_sheet) break;
        const HtmlAttribute* media = tokenizer.attribute("media");
        const bool is_common = media == nullptr || is_for_all_screens(text(media->value));
        sheet_guards = is_common ? 0 : for_those_who_know;
        break;
      }
      case HtmlTokenKind::end_tag:
        in_sheet = false;
        break;
      case HtmlTokenKind::comment:
        read_comment(token.span);
        break;
      case HtmlTokenKind::end_of_input:
        break;
    }
  }
}

/// Four letters and the length tell most names apart, and names are compared in the end.
std::size_t WebUses::slot_of(WebUseKind kind, std::string_view name) {
  const std::size_t size = name.size();
  if (size == 0) return 0;
  const auto letter = [&](std::size_t at) { return static_cast<std::size_t>(name[at] | 0x20); };
  const std::size_t hash = static_cast<std::size_t>(kind) * 97 + size * 31 + letter(0) * 7 +
                           letter(size / 3) * 131 + letter(size / 2) * 257 + letter(size - 1) * 521;
  return (hash ^ (hash >> 10)) % chain_count;
}

bool WebUses::is_named(const WebUse& use, std::string_view name) const {
  if (use.kind == WebUseKind::selector) return name.size() == 1 && use.sign == name[0];
  return ascii::equal(text(use.name), name);
}

std::uint32_t WebUses::add(WebUse use) const {
  const auto index = static_cast<std::uint32_t>(uses_.size());
  if (full() || use.name.size() > longest_name) return index;
  const std::string_view name =
      use.kind == WebUseKind::selector ? std::string_view(&use.sign, 1) : text(use.name);
  Chain& chain = chains_[slot_of(use.kind, name)];
  (chain.last == 0 ? chain.first : next_[chain.last - 1]) = index + 1;
  chain.last = index + 1;
  uses_.push_back(use);
  next_.push_back(0);
  return index;
}

Span WebUses::place(const WebUse& use) const {
  const std::size_t begin = use.name.begin;
  switch (use.kind) {
    case WebUseKind::element:
      return span_of(begin - 1, use.name.end);
    case WebUseKind::attribute:
    case WebUseKind::property:
      return span_of(begin, std::max(use.name.end, use.value.end));
    case WebUseKind::at_rule:
      return span_of(begin - 1, std::max(use.name.end, use.value.end));
    case WebUseKind::pseudo:
      return span_of(begin - (html_[begin - 2] == ':' ? 2 : 1), use.name.end);
    case WebUseKind::function:
      return span_of(begin, use.name.end + 1);
    case WebUseKind::unit:
    case WebUseKind::image:
      return use.value;
    case WebUseKind::comment:
    case WebUseKind::selector:
    case WebUseKind::keyword:
      break;
  }
  return use.name;
}

/// Tags of MJML are no HTML: of them only the pictures count.
void WebUses::read_tag(const HtmlTokenizer& tokenizer, const HtmlToken& token) {
  const std::string_view name = text(token.name);
  const bool is_mjml = ascii::starts_with(name, "mj-") || ascii::equal(name, "mjml");
  group_ = static_cast<std::uint32_t>(uses_.size());
  const std::uint8_t guards = guards_here();
  if (!is_mjml) {
    add({.name = token.name,
         .group = group_,
         .kind = WebUseKind::element,
         .guards = guards});
    if (uses_.size() == group_) return;  // a name that is none
  }
  // Those of srcset and source are offered beside another one.
  const bool is_picture =
      ascii::equal(name, "img") || ascii::equal(name, "mj-image") || ascii::equal(name, "input");
  for (const HtmlAttribute& attribute : tokenizer.attributes()) {
    const std::string_view key = text(attribute.name);
    if (is_picture && ascii::equal(key, "src")) {
      add_image(attribute.value, group_);
    } else if (ascii::equal(key, "background") || ascii::equal(key, "poster") ||
               ascii::equal(key, "background-url")) {
      add_image(attribute.value, group_);
    }
    if (!is_mjml) read_attribute(attribute, group_);
  }
}

void WebUses::read_attribute(const HtmlAttribute& attribute, std::uint32_t element) {
  const std::uint8_t guards = uses_[element].guards;
  add({.name = attribute.name,
       .value = attribute.value,
       .group = element,
       .kind = WebUseKind::attribute,
       .guards = guards});
  if (!ascii::equal(text(attribute.name), "style")) return;
  read_style(attribute.value, element);
}

void WebUses::read_style(Span css, std::uint32_t element) {
  const std::string_view style = text(css);
  if (style.empty()) return;
  const std::size_t middle = static_cast<unsigned char>(style[style.size() / 2]);
  KnownStyle& known = known_[(style.size() * 31 + middle) % known_.size()];
  if (text(known.css) == style && uses_.size() + known.count < uses_kept) {
    repeat(known, css, element);
    return;
  }
  known = {.css = css, .first = static_cast<std::uint32_t>(uses_.size())};
  const std::uint8_t guards = uses_[element].guards;
  if (style.find('&') == std::string_view::npos) {
    read_declarations(style, css.begin, guards);
  } else {
    read_declarations(decoded_in_place(style), css.begin, guards);
  }
  known.count = static_cast<std::uint32_t>(uses_.size()) - known.first;
}

/// The same uses at another place.
void WebUses::repeat(const KnownStyle& known, Span css, std::uint32_t element) {
  const auto base = static_cast<std::uint32_t>(uses_.size());
  const auto moved = [&](Span span) {
    return Span{span.begin - known.css.begin + css.begin, span.end - known.css.begin + css.begin};
  };
  for (std::uint32_t i = known.first; i < known.first + known.count; ++i) {
    WebUse use = uses_[i];
    use.name = moved(use.name);
    use.value = moved(use.value);
    use.group = use.group >= known.first ? use.group - known.first + base : element;
    use.guards = uses_[element].guards;
    add(use);
  }
}

/// "<!--[if !mso]><!-->" begins what Outlook does not read, "<!--<![endif]-->" ends it. What only
/// Outlook reads stands inside a comment, and is no use.
void WebUses::read_comment(Span comment) {
  const std::string_view whole = text(comment);
  if (ascii::starts_with(whole, "<!doctype")) {
    group_ = static_cast<std::uint32_t>(uses_.size());
    add({.name = span_of(comment.begin + 1, comment.begin + 9),
         .value = comment,
         .group = group_,
         .kind = WebUseKind::element});
    return;
  }
  const bool closes = ascii::starts_with(whole, "<!--<![endif]") ||
                      ascii::starts_with(whole, "<![endif]") ||
                      ascii::starts_with(whole, "<!--[endif]");
  if (closes) {
    if (outlook_guards_ > 0) --outlook_guards_;
  } else if (ascii::starts_with(whole, "<!--[if") || ascii::starts_with(whole, "<![if")) {
    if (ascii::find(whole, "<![endif]") == std::string_view::npos) ++outlook_guards_;
  } else if (whole.starts_with("<!--")) {
    group_ = static_cast<std::uint32_t>(uses_.size());
    add({.name = span_of(comment.begin, comment.begin + 4),
         .value = comment,
         .group = group_,
         .kind = WebUseKind::comment});
  }
}

void WebUses::read_sheet(Span sheet, std::uint8_t guards) {
  const std::string_view css = text(sheet);
  guards = both(guards, guards_here());
  for (std::size_t at = css.find("/*"); at != std::string_view::npos && !full();) {
    const std::size_t end = std::min(css.find("*/", at + 2), css.size() - 2) + 2;
    const std::size_t begin = sheet.begin + at;
    group_ = static_cast<std::uint32_t>(uses_.size());
    add({.name = span_of(begin, begin + 2),
         .value = span_of(begin, sheet.begin + end),
         .group = group_,
         .kind = WebUseKind::comment});
    at = css.find("/*", end);
  }
  CssRuleReader reader(css);
  CssRule rule;
  while (!full() && reader.next(rule)) {
    group_ = static_cast<std::uint32_t>(uses_.size());
    read_rule(rule, sheet.begin, rule.conditional ? both(guards, for_those_who_know) : guards);
  }
}

void WebUses::read_rule(const CssRule& rule, std::size_t begin, std::uint8_t guards) {
  const std::size_t prelude = begin + rule.prelude_span.begin;
  if (rule.kind == CssRule::Kind::style) {
    read_selectors(rule.prelude, prelude, guards);
    if (waits_for_reader(rule.prelude)) guards = both(guards, for_those_who_know);
    const std::size_t block = begin + rule.block_span.begin;
    read_declarations(rule.block, block, guards);
    read_nested(rule.block, block, guards);
    return;
  }
  CssTokenizer tokenizer(rule.prelude);
  const CssToken token = tokenizer.next();
  if (token.kind != CssTokenKind::at_keyword) return;
  add({.name = span_of(prelude + token.name.begin, prelude + token.name.end),
       .value = span_of(prelude + token.span.end, prelude + rule.prelude.size()),
       .group = group_,
       .kind = WebUseKind::at_rule,
       .guards = guards});
}

void WebUses::read_selectors(std::string_view prelude, std::size_t begin, std::uint8_t guards) {
  CssSelectorReader reader(prelude);
  CssSelectorPiece piece;
  while (reader.next(piece)) {
    const bool is_pseudo = piece.sign == ':';
    add({.name = span_of(begin + piece.span.begin, begin + piece.span.end),
         .group = group_,
         .kind = is_pseudo ? WebUseKind::pseudo : WebUseKind::selector,
         .sign = piece.sign,
         .guards = guards});
  }
}

void WebUses::read_declarations(std::string_view css, std::size_t begin, std::uint8_t guards) {
  CssDeclarationReader reader(css);
  CssDeclaration declaration;
  while (!full() && reader.next(declaration)) {
    const std::size_t property = begin + declaration.span.begin;
    const std::size_t name_end = property + declaration.property.size();
    const std::uint32_t index = add(
        {.name = span_of(property, std::min(name_end, begin + css.size())),
         .value = span_of(begin + declaration.value_span.begin, begin + declaration.value_span.end),
         .group = group_,
         .kind = WebUseKind::property,
         .guards = guards});
    if (index == uses_.size()) continue;
    if (declaration.value.find('(') != std::string_view::npos) read_functions(index);
  }
}

/// A rule inside a rule.
void WebUses::read_nested(std::string_view css, std::size_t begin, std::uint8_t guards) {
  if (css.find('{') == std::string_view::npos) return;
  CssTokenizer tokenizer(css);
  CssToken token = tokenizer.next();
  while (token.kind != CssTokenKind::end && css[token.span.begin] != '{') token = tokenizer.next();
  if (token.kind == CssTokenKind::end) return;
  const std::size_t brace = begin + token.span.begin;
  add({.name = span_of(brace, brace + 1),
       .group = group_,
       .kind = WebUseKind::selector,
       .sign = '&',
       .guards = guards});
}

void WebUses::read_functions(std::uint32_t declaration) {
  const WebUse owner = uses_[declaration];
  const std::size_t begin = owner.value.begin;
  const std::string_view css = text(owner.value);
  CssTokenizer tokenizer(css);
  for (CssToken token = tokenizer.next(); token.kind != CssTokenKind::end && !full();
       token = tokenizer.next()) {
    if (token.kind == CssTokenKind::url) {
      // The last one may end with the text instead of ")".
      const std::size_t from = token.name.end + 1;
      const bool is_closed = token.span.end > from && css[token.span.end - 1] == ')';
      add_image(span_of(begin + from, begin + token.span.end - (is_closed ? 1 : 0)), declaration);
    } else if (token.kind == CssTokenKind::function) {
      add({.name = span_of(begin + token.name.begin, begin + token.name.end),
           .value = owner.value,
           .group = declaration,
           .kind = WebUseKind::function,
           .guards = owner.guards});
      if (!ascii::equal(tokenizer.text(token.name), "url")) continue;
      while (token.kind != CssTokenKind::string && token.kind != CssTokenKind::end) {
        token = tokenizer.next();
      }
      if (token.kind == CssTokenKind::end) return;
      add_image(span_of(begin + token.span.begin + 1, begin + token.span.end), declaration);
    }
  }
}

void WebUses::read_values() const {
  if (values_read_) return;
  values_read_ = true;
  const std::size_t declarations = uses_.size();
  for (std::uint32_t i = 0; i < declarations && !full(); ++i) {
    const WebUse owner = uses_[i];
    if (owner.kind != WebUseKind::property) continue;
    const std::size_t begin = owner.value.begin;
    CssTokenizer tokenizer(text(owner.value));
    for (CssToken token = tokenizer.next(); token.kind != CssTokenKind::end && !full();
         token = tokenizer.next()) {
      const bool is_unit = token.kind == CssTokenKind::dimension;
      if (!is_unit && token.kind != CssTokenKind::ident) continue;
      add({.name = span_of(begin + token.name.begin, begin + token.name.end),
           .value = span_of(begin + token.span.begin, begin + token.span.end),
           .group = i,
           .kind = is_unit ? WebUseKind::unit : WebUseKind::keyword,
           .guards = owner.guards});
    }
  }
}

void WebUses::add_image(Span url, std::uint32_t group) {
  const std::string_view whole = text(url);
  const std::size_t blank = std::min(whole.find_first_not_of(" \t\r\n\"'"), whole.size());
  const std::string_view address = whole.substr(
      blank, std::min(whole.find_last_not_of(" \t\r\n\"')") + 1, whole.size()) - blank);
  const std::string_view type = image_type(address);
  if (type.empty()) return;
  const auto at = [&](std::string_view piece) {
    const auto from = static_cast<std::size_t>(piece.data() - html_.data());
    return span_of(from, from + piece.size());
  };
  const std::uint8_t guards = group < uses_.size() ? uses_[group].guards : 0;
  add({.name = at(type),
       .value = at(address),
       .group = group,
       .kind = WebUseKind::image,
       .guards = guards});
  const std::size_t base64 = ascii::find(address.substr(0, 60), ";base64");
  if (!ascii::starts_with(address, "data:") || base64 == std::string_view::npos) return;
  add({.name = at(address.substr(base64 + 1, 6)),
       .value = at(address),
       .group = group,
       .kind = WebUseKind::image,
       .guards = guards});
}

}  // namespace maillint
