// What an HTML body shows and links to: a linear tokenizer after the WHATWG states, no tree.
#include "lint/web/html.h"

#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/web/html_structure.h"
#include "lint/web/html_tokenizer.h"
#include "lint/web/open_elements.h"
#include "lint/web/text_flow.h"

namespace maillint {
namespace {

using Break = TextFlow::Break;

constexpr std::size_t no_link = SIZE_MAX;

class HtmlReader {
 public:
  explicit HtmlReader(std::string_view html) : tokenizer_(html) {
    // Large texts would be copied at each growth; pages that are never written cost no memory.
    if (html.size() > 65'536) visible_.reserve(html.size());
  }

  HtmlDocument read();

 private:
  void on_text(const HtmlToken& token);
  void on_raw_text(const HtmlToken& token);
  void on_start(const HtmlToken& token);
  void on_end(const HtmlToken& token);
  void on_anchor(const HtmlToken& token);
  void on_image(const HtmlToken& token);
  void add_link(const HtmlToken& token, const HtmlAttribute& href);
  void end_link();
  void add_text(std::string_view text);
  void add_break(Break wanted);
  void leave_head();
  void note_limit(const HtmlToken& token);
  StyleVisibility own_style() const;
  std::string value_of(std::string_view attribute) const;
  std::string decoded(const HtmlAttribute& attribute) const {
    return decode_entities(tokenizer_.text(attribute.value), EntityContext::attribute);
  }
  bool is(const HtmlToken& token, std::string_view name) const {
    return ascii::equal(tokenizer_.text(token.name), name);
  }

  HtmlTokenizer tokenizer_;
  HtmlDocument document_;
  std::shared_ptr<HtmlStructure> structure_ = std::make_shared<HtmlStructure>();
  OpenElements open_;
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
      case HtmlTokenKind::comment:  // also <!--[if mso]>, which only Outlook shows
        if (structure_->comments.size() < limits::html_links) {
          structure_->comments.push_back(token.span);
        }
        break;
      case HtmlTokenKind::end_of_input:
        end_link();
        document_.visible_text = visible_.take();
        document_.hidden_text = hidden_.take();
        document_.structure = std::move(structure_);
        return std::move(document_);
    }
  }
}

void HtmlReader::add_text(std::string_view text) {
  if (open_.hidden()) {
    hidden_.add(text);
    return;
  }
  visible_.add(text);
  if (link_ != no_link) link_text_.add(text);
}

void HtmlReader::add_break(Break wanted) {
  if (open_.hidden()) {
    hidden_.add_break(wanted);
    return;
  }
  visible_.add_break(wanted);
  if (link_ != no_link) link_text_.add_break(Break::space);
}

void HtmlReader::on_text(const HtmlToken& token) {
  const std::string_view text = tokenizer_.text(token.span);
  if (text.find('&') == std::string_view::npos) {
    add_text(text);
  } else {
    add_text(decode_entities(text));
  }
}

void HtmlReader::on_raw_text(const HtmlToken& token) {
  const std::string_view text = tokenizer_.text(token.span);
  if (ascii::equal(raw_element_, "title")) {
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

void HtmlReader::on_start(const HtmlToken& token) {
  const std::size_t element = html_element_number(tokenizer_.text(token.name));
  const std::uint16_t traits = html_element(element).traits;
  if (tokenizer_.attributes_cut()) note_limit(token);
  if ((traits & html_head) == 0) leave_head();
  raw_element_ = tokenizer_.text(token.name);
  if ((traits & html_void) != 0) {
    if (is(token, "br") || is(token, "hr")) add_break(Break::line);
    if (is(token, "img")) on_image(token);
    if (is(token, "area")) on_anchor(token);
    if (is(token, "base") && document_.base_href.empty()) document_.base_href = value_of("href");
    return;
  }
  if ((traits & html_raw) != 0) return;  // the tokenizer finds its end
  if (is(token, "a")) {
    end_link();
    open_.close(element);
  }
  if ((traits & (html_block | html_cell)) != 0) {
    add_break((traits & html_cell) != 0 ? Break::space : Break::line);
  }
  if (!open_.open(element, own_style())) note_limit(token);
  if (is(token, "a")) on_anchor(token);
}

void HtmlReader::on_end(const HtmlToken& token) {
  const std::size_t element = html_element_number(tokenizer_.text(token.name));
  const std::uint16_t traits = html_element(element).traits;
  if (is(token, "a") || (traits & html_cell) != 0) end_link();
  if (is(token, "br")) add_break(Break::line);  // browsers read </br> as <br>
  const bool block = (traits & html_block) != 0;
  if (block) add_break((traits & html_cell) != 0 ? Break::space : Break::line);
  if ((traits & (html_void | html_raw)) != 0) return;
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

void HtmlReader::on_image(const HtmlToken& token) {
  if (document_.images.size() >= limits::html_links) {
    note_limit(token);
    return;
  }
  HtmlImage& image = document_.images.emplace_back();
  image.tag = token.span;
  image.src = value_of("src");
  image.alt = value_of("alt");
  image.has_alt = tokenizer_.attribute("alt") != nullptr;
  image.width = value_of("width");
  image.height = value_of("height");
  if (link_ != no_link && !image.alt.empty() && !open_.hidden()) {
    link_text_.add("[" + image.alt + "]");
  }
}

StyleVisibility HtmlReader::own_style() const {
  StyleVisibility style;
  if (const HtmlAttribute* attribute = tokenizer_.attribute("style")) {
    const std::string_view raw = tokenizer_.text(attribute->value);
    style = parse_style_visibility(
        raw.find('&') == std::string_view::npos ? raw : std::string_view(decoded(*attribute)));
  }
  if (tokenizer_.attribute("hidden") != nullptr) style.hides = true;
  return style;
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
