// MJML read as the HTML that it stands for.
#include "lint/template/mjml.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/web/html_tokenizer.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// No HTML name is longer than the MJML name that it stands for. Blocks that stand inside each other
/// have different names, so that it is seen which of them is not closed.
struct Name {
  std::string_view mjml;
  std::string_view html;
};
constexpr Name names[] = {
    {"mjml", "html"},
    {"mj-head", "head"},
    {"mj-body", "body"},
    {"mj-title", "title"},
    {"mj-style", "style"},
    {"mj-preview", "p hidden"},
    {"mj-image", "img"},
    {"mj-carousel-image", "img"},
    {"mj-button", "a"},
    {"mj-navbar-link", "a"},
    {"mj-text", "div"},
    {"mj-social-element", "a"},
    {"mj-table", "table"},
    {"mj-wrapper", "main"},
    {"mj-section", "section"},
    {"mj-column", "article"},
    {"mj-hero", "aside"},
    {"mj-group", "nav"},
    {"mj-accordion-title", "header"},
    {"mj-accordion-text", "footer"},
};

void blank(std::string& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (text[i] != '\n' && text[i] != '\r') text[i] = ' ';
  }
}

void overwrite(std::string& text, std::size_t begin, std::size_t end, std::string_view words) {
  blank(text, begin, end);
  text.replace(begin, words.size(), words);
}

/// What mj-attributes says of alt texts.
struct Defaults {
  bool all = false;                             // mj-image or mj-all has one
  std::set<std::string, std::less<>> classes;  // of mj-class
};

class Rewriter {
 public:
  explicit Rewriter(std::string mjml) : text_(std::move(mjml)) {}
  std::string run();

 private:
  void start_tag(const HtmlToken& token, const HtmlTokenizer& tokenizer);
  void read_default(std::string_view name, const HtmlTokenizer& tokenizer);
  bool has_default_alt(const HtmlTokenizer& tokenizer) const;

  std::string text_;
  Defaults defaults_;
  std::size_t attributes_begin_ = npos;  // inside mj-attributes or mj-html-attributes
};

bool is_attributes(std::string_view name) {
  return ascii::equal(name, "mj-attributes") || ascii::equal(name, "mj-html-attributes");
}

std::string Rewriter::run() {
  const std::string original = text_;  // text_ changes under way
  HtmlTokenizer tokenizer(original);
  for (HtmlToken token = tokenizer.next(); token.kind != HtmlTokenKind::end_of_input;
       token = tokenizer.next()) {
    const std::string_view name = tokenizer.text(token.name);
    if (token.kind == HtmlTokenKind::start_tag) {
      start_tag(token, tokenizer);
    } else if (token.kind == HtmlTokenKind::end_tag && attributes_begin_ != npos) {
      if (!is_attributes(name)) continue;
      blank(text_, attributes_begin_, token.span.end);
      attributes_begin_ = npos;
    } else if (token.kind == HtmlTokenKind::end_tag) {
      const auto found = std::ranges::find_if(
          names, [&](const Name& known) { return ascii::equal(known.mjml, name); });
      if (found == std::end(names)) continue;
      overwrite(text_, token.name.begin, token.name.end,
                found->html.substr(0, found->html.find(' ')));
    }
  }
  return std::move(text_);
}

void Rewriter::start_tag(const HtmlToken& token, const HtmlTokenizer& tokenizer) {
  const std::string_view name = tokenizer.text(token.name);
  if (attributes_begin_ != npos) {
    read_default(name, tokenizer);
    return;
  }
  const bool closes_itself = text_[token.span.end - 2] == '/';
  if (is_attributes(name)) {
    if (!closes_itself) attributes_begin_ = token.span.begin;
    return;
  }
  const auto found = std::ranges::find_if(
      names, [&](const Name& known) { return ascii::equal(known.mjml, name); });
  if (found == std::end(names)) return;
  std::string_view html = found->html;
  // An "a" cannot close itself, and all up to the next one would be its text.
  if (html == "a" && closes_itself) html = "area";
  if (html == "img" && tokenizer.attribute("alt") == nullptr && has_default_alt(tokenizer)) {
    html = "img alt";
  }
  overwrite(text_, token.name.begin, token.name.end, html);
}

void Rewriter::read_default(std::string_view name, const HtmlTokenizer& tokenizer) {
  if (tokenizer.attribute("alt") == nullptr) return;
  if (ascii::equal(name, "mj-all") || ascii::equal(name, "mj-image")) defaults_.all = true;
  const HtmlAttribute* class_name = tokenizer.attribute("name");
  if (ascii::equal(name, "mj-class") && class_name != nullptr) {
    defaults_.classes.emplace(tokenizer.text(class_name->value));
  }
}

bool Rewriter::has_default_alt(const HtmlTokenizer& tokenizer) const {
  if (defaults_.all) return true;
  const HtmlAttribute* classes = tokenizer.attribute("mj-class");
  if (classes == nullptr) return false;
  std::string_view rest = ascii::trim(tokenizer.text(classes->value));
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find_first_of(" \t\r\n"));
    if (defaults_.classes.contains(word)) return true;
    rest = ascii::trim(rest.substr(word.size()));
  }
  return false;
}

}  // namespace

std::string mjml_as_html(std::string mjml) { return Rewriter(std::move(mjml)).run(); }

void add_mjml_includes(std::string_view mjml, std::vector<TemplateTag>& tags) {
  const TemplateTags known(tags);
  std::vector<TemplateTag> includes;
  std::size_t end = 0;
  for (std::size_t at = 0; (at = ascii::find(mjml, "<mj-include", end)) != npos;) {
    end = std::min(mjml.find('>', at), mjml.size() - 1) + 1;
    const auto around = known.in(span_of(at, end));
    if (!around.empty() && around.front().span.begin < at) continue;  // inside a comment
    includes.push_back({.span = span_of(at, end), .kind = TemplateTagKind::include});
  }
  if (includes.empty()) return;
  const TemplateTags added(includes);
  std::erase_if(tags, [&](const TemplateTag& tag) { return !added.in(tag.span).empty(); });
  tags.insert(tags.end(), includes.begin(), includes.end());
  std::ranges::sort(tags, {}, [](const TemplateTag& tag) { return tag.span.begin; });
}

void add_image_links(std::string_view html, HtmlDocument& document) {
  HtmlTokenizer tokenizer(html);
  const std::size_t before = document.links.size();
  for (HtmlToken token = tokenizer.next(); token.kind != HtmlTokenKind::end_of_input;
       token = tokenizer.next()) {
    if (token.kind != HtmlTokenKind::start_tag || tokenizer.text(token.name) != "img") continue;
    const HtmlAttribute* href = tokenizer.attribute("href");
    if (href == nullptr || document.links.size() >= limits::html_links) continue;
    const HtmlAttribute* alt = tokenizer.attribute("alt");
    HtmlLink& link = document.links.emplace_back();
    link.tag = token.span;
    link.href_span = href->value;
    link.href = decode_entities(tokenizer.text(href->value), EntityContext::attribute);
    link.element = "img";
    if (alt == nullptr) continue;
    link.text = "[" + decode_entities(tokenizer.text(alt->value), EntityContext::attribute) + "]";
  }
  if (document.links.size() == before) return;
  std::ranges::stable_sort(document.links, {}, [](const HtmlLink& l) { return l.tag.begin; });
}

}  // namespace maillint
