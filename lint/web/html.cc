// What an HTML body shows and links to: a linear tokenizer after the WHATWG states, no tree.
#include "lint/web/html.h"

#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/web/css.h"
#include "lint/web/html_structure.h"
#include "lint/web/html_tokenizer.h"
#include "lint/web/open_elements.h"
#include "lint/web/tag_balance.h"
#include "lint/web/text_flow.h"
#include "lint/web/text_styles.h"

namespace maillint {
namespace {

using Break = TextFlow::Break;

constexpr std::size_t no_link = SIZE_MAX;

class HtmlReader {
 public:
  explicit HtmlReader(std::string_view html)
      : html_(html), tokenizer_(html), styles_(html, *structure_) {
    // Large texts would be copied at each growth; pages that are never written cost no memory.
    if (html.size() > 65'536) visible_.reserve(html.size());
  }

  HtmlDocument read();

 private:
  void on_text(const HtmlToken& token);
  void on_raw_text(const HtmlToken& token);
  void on_comment(const HtmlToken& token);
  void finish();
  void on_start(const HtmlToken& token);
  void on_end(const HtmlToken& token);
  void on_anchor(const HtmlToken& token);
  void on_image(const HtmlToken& token, const TagAttributes& attributes);
  TagAttributes read_attributes();
  void note_text(const HtmlToken& token);
  void note_tag(const HtmlToken& token, std::size_t element);
  void note_background(const HtmlAttribute& background);
  template <typename T>
  void note(std::vector<T>& list, T item) {
    if (list.size() < limits::html_links) list.push_back(std::move(item));
  }
  void add_link(const HtmlToken& token, const HtmlAttribute& href);
  void end_link();
  void add_text(std::string_view text);
  void add_break(Break wanted);
  void leave_head();
  void note_limit(const HtmlToken& token);
  bool hidden() const { return styles_[open_.style()].hiding != 0 || open_.hidden_beyond(); }
  std::string value_of(std::string_view attribute) const;
  std::string decoded(const HtmlAttribute& attribute) const {
    return decode_entities(tokenizer_.text(attribute.value), EntityContext::attribute);
  }
  bool is(const HtmlToken& token, std::string_view name) const {
    return ascii::equal(tokenizer_.text(token.name), name);
  }

  std::string_view html_;
  HtmlTokenizer tokenizer_;
  HtmlDocument document_;
  std::shared_ptr<HtmlStructure> structure_ = std::make_shared<HtmlStructure>();
  TextStyles styles_;
  OpenElements open_;
  TagBalance balance_;
  bool any_tag_ = false;
  Span raw_tag_;                    // start tag of raw text that is not closed yet
  bool sheet_conditional_ = false;  // the open style element is for some media only
  TextFlow visible_;
  TextFlow hidden_;
  TextFlow link_text_;
  std::size_t link_ = no_link;    // index of the open link
  std::string_view raw_element_;  // name of the start tag that raw text belongs to
};

HtmlDocument HtmlReader::read() {
  while (true) {
    const HtmlToken token = tokenizer_.next();
    switch (token.kind) {
      case HtmlTokenKind::text:
        token.raw ? on_raw_text(token) : on_text(token);
        break;
      case HtmlTokenKind::start_tag:
        on_start(token);
        break;
      case HtmlTokenKind::end_tag:
        on_end(token);
        break;
      case HtmlTokenKind::comment:
        on_comment(token);
        break;
      case HtmlTokenKind::end_of_input:
        finish();
        return std::move(document_);
    }
  }
}

void HtmlReader::finish() {
  end_link();
  document_.visible_text = visible_.take();
  document_.hidden_text = hidden_.take();
  styles_.finish();
  structure_->unclosed = balance_.take(html_.size());
  if (!raw_tag_.empty()) structure_->unclosed.push_back({raw_tag_, span_of(0, html_.size()).end});
  structure_->cut_tag = tokenizer_.cut_tag();
  document_.structure = std::move(structure_);
}

/// Also "<!--[if mso]>...": what only Outlook shows is not what readers see.
void HtmlReader::on_comment(const HtmlToken& token) {
  const bool first = structure_->doctype.empty() && structure_->texts.empty() && !any_tag_;
  if (first && ascii::starts_with(tokenizer_.text(token.span), "<!doctype")) {
    structure_->doctype = token.span;
  }
  note(structure_->comments, token.span);
}

void HtmlReader::add_text(std::string_view text) {
  if (hidden()) {
    hidden_.add(text);
    return;
  }
  visible_.add(text);
  if (link_ != no_link) link_text_.add(text);
}

void HtmlReader::add_break(Break wanted) {
  if (hidden()) {
    hidden_.add_break(wanted);
    return;
  }
  visible_.add_break(wanted);
  if (link_ != no_link) link_text_.add_break(Break::space);
}

void HtmlReader::on_text(const HtmlToken& token) {
  const std::string_view text = tokenizer_.text(token.span);
  note_text(token);
  if (text.find('&') == std::string_view::npos) {
    add_text(text);
  } else {
    add_text(decode_entities(text));
  }
}

void HtmlReader::note_text(const HtmlToken& token) {
  const std::string_view text = tokenizer_.text(token.span);
  std::size_t first = 0;
  while (first < text.size() && (ascii::is_space(text[first]) || text[first] == '\f')) ++first;
  if (first == text.size()) return;
  if (token.span.begin == 0 && ascii::trim(text) == "\xEF\xBB\xBF") return;
  if (!structure_->html_ends.empty() && structure_->after_end.empty()) {
    structure_->after_end = span_of(token.span.begin + first, token.span.end);
  }
  if (structure_->texts.size() >= limits::html_links) return;
  structure_->texts.push_back({.span = token.span, .style = styles_.keep(open_.style())});
}

void HtmlReader::on_raw_text(const HtmlToken& token) {
  const std::string_view text = tokenizer_.text(token.span);
  if (ascii::equal(raw_element_, "style")) {
    styles_.add_sheet(token.span, sheet_conditional_);
  } else if (ascii::equal(raw_element_, "title")) {
    if (!document_.title.empty()) return;
    TextFlow title;
    title.add(decode_entities(text));
    document_.title = title.take();
  } else if (ascii::equal(raw_element_, "textarea")) {
    add_text(decode_entities(text));
  } else if (ascii::equal(raw_element_, "xmp") || ascii::equal(raw_element_, "plaintext")) {
    add_text(text);
  }
}

/// Looks at each attribute once.
TagAttributes HtmlReader::read_attributes() {
  TagAttributes result;
  struct Slot {
    std::string_view name;
    const HtmlAttribute* TagAttributes::*attribute;
  };
  static constexpr Slot slots[] = {
      {"style", &TagAttributes::style},     {"class", &TagAttributes::classes},
      {"id", &TagAttributes::id},           {"color", &TagAttributes::color},
      {"size", &TagAttributes::size},       {"text", &TagAttributes::text},
      {"bgcolor", &TagAttributes::bgcolor}, {"background", &TagAttributes::background},
      {"href", &TagAttributes::href}};
  for (const HtmlAttribute& attribute : tokenizer_.attributes()) {
    const std::string_view name = tokenizer_.text(attribute.name);
    if (name.size() < 2 || name.size() > 24) continue;
    const char first = ascii::lower(name[0]);
    for (const Slot& slot : slots) {
      if (slot.name[0] != first || !ascii::equal(slot.name, name)) continue;
      if (result.*slot.attribute == nullptr) result.*slot.attribute = &attribute;
    }
    const std::string_view value = tokenizer_.text(attribute.value);
    if (first == 'o' && ascii::lower(name[1]) == 'n') {
      note(structure_->event_handlers, attribute);
    } else if (first == 'h') {
      result.hidden = result.hidden || ascii::equal(name, "hidden");
    } else if ((first == 'r' && ascii::equal(name, "role") &&
                (ascii::equal(value, "presentation") || ascii::equal(value, "none"))) ||
               (first == 'a' && ascii::equal(name, "aria-hidden") && ascii::equal(value, "true"))) {
      result.decorative = true;
    }
  }
  if (result.id != nullptr) note(structure_->ids, result.id->value);
  if (result.background != nullptr) note_background(*result.background);
  return result;
}

void HtmlReader::note_background(const HtmlAttribute& background) {
  note(structure_->backgrounds, {.place = background.value, .url = decoded(background)});
}

void HtmlReader::note_tag(const HtmlToken& token, std::size_t element) {
  HtmlStructure& structure = *structure_;
  const auto& attributes = tokenizer_.attributes();
  const std::size_t most = 4 * limits::html_links;
  if (structure.tags.size() >= limits::html_links || structure.attributes.size() >= most) return;
  structure.tags.push_back(
      {.span = token.span,
       .name = token.name,
       .element = static_cast<std::uint8_t>(element),
       .attribute_count = static_cast<std::uint16_t>(attributes.size()),
       .first_attribute = static_cast<std::uint32_t>(structure.attributes.size())});
  structure.attributes.insert(structure.attributes.end(), attributes.begin(), attributes.end());
}

void HtmlReader::on_start(const HtmlToken& token) {
  const std::size_t element = html_element_number(tokenizer_.text(token.name));
  const std::uint16_t traits = html_element(element).traits;
  if (tokenizer_.attributes_cut()) note_limit(token);
  if ((traits & html_head) == 0) leave_head();
  any_tag_ = true;
  if (!structure_->html_ends.empty() && structure_->after_end.empty()) {
    structure_->after_end = token.span;
  }
  raw_element_ = tokenizer_.text(token.name);
  const TagAttributes attributes = read_attributes();
  if ((traits & html_noted) != 0) note_tag(token, element);
  if ((traits & html_void) != 0) {
    if (is(token, "br") || is(token, "hr")) add_break(Break::line);
    if (is(token, "img")) on_image(token, attributes);
    if (is(token, "area")) on_anchor(token);
    if (is(token, "base") && document_.base_href.empty()) document_.base_href = value_of("href");
    return;
  }
  if ((traits & html_raw) != 0) {  // the tokenizer finds its end
    if (!is(token, "plaintext")) raw_tag_ = token.span;
    sheet_conditional_ = !is_for_all_screens(value_of("media"));
    return;
  }
  const bool closes_itself = html_[token.span.end - 2] == '/';
  if (!closes_itself) balance_.open(element, token.span);  // as in XHTML
  if (is(token, "a")) {
    end_link();
    open_.close(element);
  }
  if ((traits & (html_block | html_cell)) != 0) {
    add_break((traits & html_cell) != 0 ? Break::space : Break::line);
  }
  open_.close_implied(element);
  const std::uint32_t style = styles_.open(open_.style(), element, attributes, token.span);
  if (!open_.open(element, style, styles_[style].hiding != 0)) note_limit(token);
  if (is(token, "a")) on_anchor(token);
}

void HtmlReader::on_end(const HtmlToken& token) {
  const std::size_t element = html_element_number(tokenizer_.text(token.name));
  const std::uint16_t traits = html_element(element).traits;
  if (is(token, "a") || (traits & html_cell) != 0) end_link();
  if (is(token, "br")) add_break(Break::line);  // browsers read </br> as <br>
  const bool block = (traits & html_block) != 0;
  if (block) add_break((traits & html_cell) != 0 ? Break::space : Break::line);
  if ((traits & html_raw) != 0) raw_tag_ = {};
  if (is(token, "html")) note(structure_->html_ends, token.span);
  if (is(token, "head")) note(structure_->head_ends, token.span);
  if (is(token, "body")) note(structure_->body_ends, token.span);
  if ((traits & (html_void | html_raw)) != 0) return;
  balance_.close(element, token.span);
  open_.close(element);
  if (block) add_break((traits & html_cell) != 0 ? Break::space : Break::line);
}

/// Any tag that may not stand in head ends it.
void HtmlReader::leave_head() {
  static const std::size_t head = html_element_number("head");
  if (open_.is_open(head)) open_.close(head);
}

void HtmlReader::on_anchor(const HtmlToken& token) {
  if (const HtmlAttribute* href = tokenizer_.attribute("href")) add_link(token, *href);
}

void HtmlReader::add_link(const HtmlToken& token, const HtmlAttribute& href) {
  if (document_.links.size() >= limits::html_links) {
    note_limit(token);
    return;
  }
  HtmlLink& link = document_.links.emplace_back();
  link.tag = token.span;
  link.href_span = href.value;
  link.href = decoded(href);
  link.element = ascii::to_lower(tokenizer_.text(token.name));
  if (link.element == "a") {
    link_ = document_.links.size() - 1;
  } else if (const std::string alt = value_of("alt"); !alt.empty()) {
    link.text = "[" + alt + "]";
  }
}

void HtmlReader::end_link() {
  if (link_ != no_link) document_.links[link_].text = link_text_.take();
  link_ = no_link;
}

void HtmlReader::on_image(const HtmlToken& token, const TagAttributes& attributes) {
  if (document_.images.size() >= limits::html_links) {
    note_limit(token);
    return;
  }
  HtmlImage& image = document_.images.emplace_back();
  image.tag = token.span;
  if (const HtmlAttribute* src = tokenizer_.attribute("src")) {
    image.src_span = src->value;
    image.src = decoded(*src);
  }
  image.alt = value_of("alt");
  image.has_alt = tokenizer_.attribute("alt") != nullptr;
  image.width = value_of("width");
  image.height = value_of("height");
  const ElementStyle style = styles_.own_style(html_element_number("img"), attributes).style;
  image.is_hidden =
      hidden() || attributes.hidden || style.hides() || style.invisible == ElementStyle::Flag::yes;
  image.is_decorative = attributes.decorative;
  image.style_width = style.width;
  image.style_height = style.height;
  if (link_ != no_link && !image.alt.empty() && !hidden()) {
    link_text_.add("[" + image.alt + "]");
  }
}

std::string HtmlReader::value_of(std::string_view attribute) const {
  const HtmlAttribute* found = tokenizer_.attribute(attribute);
  return found == nullptr ? std::string() : decoded(*found);
}

void HtmlReader::note_limit(const HtmlToken& token) {
  if (document_.limit_reached) return;
  document_.limit_reached = true;
  document_.limit_span = token.span;
}

}  // namespace

HtmlDocument read_html(std::string_view html) { return HtmlReader(html).read(); }

}  // namespace maillint
