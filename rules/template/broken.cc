// Tags of template languages that lack a sign.
#include "rules/template/broken.h"

#include <algorithm>
#include <iterator>

#include "lint/ascii.h"
#include "lint/web/html_tokenizer.h"

namespace maillint::rules {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t longest = 80;

struct Form {
  PlaceholderKind kind;
  std::string_view open;
  std::string_view close;
  std::string_view pieces;  // each is the close without one of its signs
  bool is_name;             // nothing but a name stands inside
};
constexpr Form forms[] = {
    {PlaceholderKind::mustache, "{{", "}}", "}", false},
    {PlaceholderKind::mailchimp, "*|", "|*", "|*", true},
    {PlaceholderKind::percent, "%%", "%%", "%", true},
    {PlaceholderKind::erb, "<%", "%>", ">", false},
    {PlaceholderKind::jinja_block, "{%", "%}", "}", false},
};

bool may_stand_inside(char c, const Form& form) {
  if (ascii::is_alnum(c) || c == '_') return true;
  if (form.is_name) return form.open == "*|" && c == ':';
  return std::string_view(" .:-'\"|#/,()=!@[]").find(c) != npos;
}

/// The size of "{{ name }" at text[at], which begins with the opening sign; 0 if it is none.
std::size_t broken_size(std::string_view text, std::size_t at, const Form& form) {
  const std::size_t begin = at + form.open.size();
  std::size_t end = begin;
  bool has_name = false;
  while (end < text.size() && end - at < longest && may_stand_inside(text[end], form)) {
    has_name = has_name || ascii::is_alpha(text[end]);
    ++end;
  }
  if (!has_name || end == text.size() || form.pieces.find(text[end]) == npos) return 0;
  if (form.is_name && (end - begin < 2 || !ascii::is_alpha(text[begin]))) return 0;
  if (text.substr(end).starts_with(form.close)) return 0;
  return end + 1 - at;
}

class Search {
 public:
  Search(const Form& form, const TextBody& body) : form_(form), body_(body) {}

  std::vector<Span> run() {
    bool has_whole_ones = false;
    for (const TemplateTag& tag : body_.tags.all()) {
      if (!body_.written(tag.span).starts_with(form_.open)) continue;
      if (tag.kind == TemplateTagKind::comment || tag.kind == TemplateTagKind::include) continue;
      has_whole_ones = true;
      look_into(tag.span);
    }
    if (!has_whole_ones) return {};
    look_around();
    std::ranges::sort(found_, {}, &Span::begin);
    return std::move(found_);
  }

 private:
  void take(std::string_view text, std::size_t at) {
    const std::size_t size = broken_size(text, at, form_);
    if (size > 0) found_.push_back(span_of(at, at + size));
  }

  /// A tag without its end reaches to the end of the next one.
  void look_into(Span tag) {
    const std::string_view text = body_.written().substr(0, tag.end);
    if (text.find(form_.open, tag.begin + form_.open.size()) != npos) take(text, tag.begin);
  }

  /// Whole tags are masked there.
  void look_at(std::string_view masked, std::size_t begin, std::size_t end) {
    const std::string_view text = masked.substr(0, end);
    for (std::size_t at = text.find(form_.open, begin); at != npos;
         at = text.find(form_.open, at + form_.open.size()))
      take(text, at);
  }

  void look_around() {
    const std::string_view masked = body_.text.text();
    if (masked.find(form_.open) == npos) return;
    if (!body_.is_html) {
      look_at(masked, 0, masked.size());
      return;
    }
    HtmlTokenizer tokenizer(masked);
    for (HtmlToken token = tokenizer.next(); token.kind != HtmlTokenKind::end_of_input;
         token = tokenizer.next()) {
      if (token.kind == HtmlTokenKind::comment || token.raw) continue;
      look_at(masked, token.span.begin, token.span.end);
    }
  }

  const Form& form_;
  const TextBody& body_;
  std::vector<Span> found_;
};

}  // namespace

std::vector<Span> broken_tags(PlaceholderKind kind, const TextBody& body) {
  const auto form = std::ranges::find(forms, kind, &Form::kind);
  return form == std::end(forms) ? std::vector<Span>() : Search(*form, body).run();
}

}  // namespace maillint::rules
