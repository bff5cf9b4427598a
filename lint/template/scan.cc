// Finds the tags of template languages in one pass.
#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "lint/template/signs.h"
#include "lint/template/tags.h"
#include "lint/template/words.h"

namespace maillint {
namespace {

using Kind = TemplateTagKind;
using enum TemplateSyntax;
constexpr std::size_t npos = std::string_view::npos;

/// Values are short; what holds code or a comment may be long.
constexpr std::size_t longest_value = 2'000;

constexpr OctetSet openings("{<*%[$#@\xC2");

class Scan {
 public:
  Scan(std::string_view text, SyntaxSet syntaxes)
      : text_(text), syntaxes_(syntaxes), signs_(find_rare_signs(text)) {}

  std::vector<TemplateTag> run();

 private:
  struct Tag {
    std::size_t size = 0;  // 0: none
    Kind kind = Kind::value;
  };
  /// What closes tags however far away.
  enum Close : std::uint8_t {
    comment_close,
    trimmed_comment_close,
    go_comment_close,
    block_close,
    hash_close,
    percent_close,
    dash_close,
    php_close,
    script_close,
    equals_close,
    bracket_percent_close,
    directive_close,
    angle_close,
    velocity_close,
    doc_end,
    comment_end,
    close_count
  };

  bool may(TemplateSyntax syntax) const { return syntaxes_.has(syntax); }
  std::string_view rest() const { return text_.substr(at_); }
  std::size_t find_close(Close which, std::string_view close, std::size_t from);
  std::size_t find_near(std::string_view close, std::size_t from, std::size_t most) const;
  Tag match();
  Tag braces_tag();
  Tag handlebars_comment();
  Tag go_comment();
  std::size_t behind_dictionaries(std::size_t close);
  Tag block_tag();
  Tag angle_tag();
  Tag directive_tag();
  Tag percent_tag();
  Tag star_tag();
  Tag bracket_tag();
  Tag dollar_tag();
  Tag hash_tag();
  Tag fenced(Close which, std::string_view open, std::string_view close, Kind kind);
  void enter_or_leave_code();
  void end_comment_block(const Tag& tag);

  std::string_view text_;
  SyntaxSet syntaxes_;
  RareSigns signs_;
  BlockWords block_words_{text_};
  std::size_t at_ = 0;
  std::string_view code_;  // "style" or "script" inside of one
  std::array<std::size_t, close_count> next_close_{};  // as far as looked for
  std::vector<TemplateTag> tags_;
};

std::vector<TemplateTag> Scan::run() {
  if (syntaxes_ == SyntaxSet{}) return {};
  while ((at_ = openings.find(text_, at_)) < text_.size()) {
    const Tag tag = match();
    if (tag.size == 0) {
      if (text_[at_] == '<') enter_or_leave_code();
      ++at_;
      continue;
    }
    tags_.push_back({.span = span_of(at_, at_ + tag.size), .kind = tag.kind});
    if (rest().starts_with("{%")) end_comment_block(tag);
    at_ = tags_.back().span.end;
  }
  return std::move(tags_);
}

/// "{% comment %}...{% endcomment %}" is one comment.
void Scan::end_comment_block(const Tag& tag) {
  const std::string_view word = ascii::trim(text_.substr(at_ + 2, tag.size - 4));
  if (word != "comment" && word != "- comment -" && word != "doc") return;
  const bool doc = word == "doc";
  const std::size_t end = find_close(doc ? doc_end : comment_end, doc ? "enddoc" : "endcomment",
                                     at_ + tag.size);
  const std::size_t close = end == npos ? npos : find_near("%}", end, longest_value);
  if (close == npos) return;
  tags_.back().span.end = static_cast<std::uint32_t>(close + 2);
  tags_.back().kind = Kind::comment;
}

/// In style sheets and scripts a single brace or bracket is no tag.
void Scan::enter_or_leave_code() {
  const std::string_view text = rest();
  if (!code_.empty()) {
    if (text.size() > 2 && text[1] == '/' && ascii::starts_with(text.substr(2), code_)) code_ = {};
    return;
  }
  if (ascii::starts_with(text, "<style") || ascii::starts_with(text, "<mj-style")) {
    code_ = text[1] == 'm' ? "mj-style" : "style";
  } else if (ascii::starts_with(text, "<script")) {
    code_ = "script";
  }
}

std::size_t Scan::find_close(Close which, std::string_view close, std::size_t from) {
  std::size_t& next = next_close_[which];
  if (next < from) next = text_.find(close, from);  // `from` grows, so each octet is read once
  return next;
}

std::size_t Scan::find_near(std::string_view close, std::size_t from, std::size_t most) const {
  return text_.substr(0, std::min(text_.size(), from + most)).find(close, from);
}

Scan::Tag Scan::fenced(Close which, std::string_view open, std::string_view close, Kind kind) {
  if (!rest().starts_with(open)) return {};
  const std::size_t end = find_close(which, close, at_ + open.size());
  if (end == npos) return {};
  return {.size = end + close.size() - at_, .kind = kind};
}

Scan::Tag Scan::match() {
  switch (text_[at_]) {
    case '{':
      if (may(braces) && rest().starts_with("{{")) return braces_tag();
      if (may(blocks) && (rest().starts_with("{%") || rest().starts_with("{#"))) return block_tag();
      // "\\${x}" is an escaped tag of another language.
      if (may(brace) && code_.empty() && !text_.substr(0, at_).ends_with("\\$")) {
        const auto [size, kind] = match_brace(text_, at_, signs_.smarty);
        return {.size = size, .kind = kind};
      }
      return {};
    case '<':
      return angle_tag();
    case '*':
      return star_tag();
    case '%':
      return percent_tag();
    case '[':
      return bracket_tag();
    case '$':
      return dollar_tag();
    case '#':
      return hash_tag();
    case '@':
      return {.size = may(at_signs) ? match_at_sign(text_, at_) : 0};
    default:
      return {.size = may(guillemets) ? match_guillemets(rest()) : 0};
  }
}

/// "{{!-- ... --}}", "{{~!-- ... --~}}"
Scan::Tag Scan::handlebars_comment() {
  const std::size_t open = rest().starts_with("{{!--") ? 5 : rest().starts_with("{{~!--") ? 6 : 0;
  if (open == 0) return {};
  const std::size_t plain = find_close(comment_close, "--}}", at_ + open);
  const std::size_t trimmed = find_close(trimmed_comment_close, "--~}}", at_ + open);
  if (plain == npos && trimmed == npos) return {};
  const std::size_t end = plain < trimmed ? plain + 4 : trimmed + 5;
  return {.size = end - at_, .kind = Kind::comment};
}

/// "{{/* ... */}}", "{{- /* ... */ -}}"
Scan::Tag Scan::go_comment() {
  for (const std::string_view open : {"{{/*", "{{- /*"}) {
    const Tag tag = fenced(go_comment_close, open, "*/", Kind::comment);
    if (tag.size == 0) continue;
    const std::size_t close = find_near("}}", at_ + tag.size, 10);
    if (close != npos) return {.size = close + 2 - at_, .kind = Kind::comment};
  }
  return {};
}

Scan::Tag Scan::braces_tag() {
  if (const Tag tag = handlebars_comment(); tag.size > 0) return tag;
  if (const Tag tag = go_comment(); tag.size > 0) return tag;
  if (rest().starts_with("{{{")) {
    const std::size_t end = find_near("}}}", at_ + 3, longest_value);
    const std::string_view inside = text_.substr(at_ + 3, end == npos ? 0 : end - at_ - 3);
    if (end != npos && inside.find("}}") == npos) {
      const bool raw_block = inside.starts_with('{');
      const bool one_more = raw_block && end + 3 < text_.size() && text_[end + 3] == '}';
      return {.size = end + (one_more ? 4 : 3) - at_,
              .kind = raw_block ? Kind::control : Kind::value};
    }
  }
  const std::size_t first = find_near("}}", at_ + 2, longest_value);
  if (first == npos || first == at_ + 2) return {};
  if (text_.substr(at_ + 2, first - at_ - 2).find("{{") != npos)
    return {};  // that one ends here, this one nowhere
  const std::size_t end = behind_dictionaries(first);
  return {.size = end + 2 - at_, .kind = braces_kind(text_.substr(at_ + 2, end - at_ - 2))};
}

/// Braces inside, as of {"a": {"b": 1}}, close before the tag does.
std::size_t Scan::behind_dictionaries(std::size_t close) {
  std::ptrdiff_t open = 0;
  const auto count = [&](std::size_t begin, std::size_t end) {
    for (const char c : text_.substr(begin, end - begin)) open += c == '{' ? 1 : c == '}' ? -1 : 0;
  };
  count(at_ + 2, close);
  std::size_t end = close;
  while (open > 0) {
    const std::size_t next = text_.substr(0, at_ + longest_value).find("}}", end + 1);
    if (next == npos) return close;
    count(end, next);
    end = next;
  }
  return end;
}

Scan::Tag Scan::block_tag() {
  if (text_[at_ + 1] == '#') {
    return signs_.blocks ? fenced(hash_close, "{#", "#}", Kind::comment) : Tag{};
  }
  Tag tag = fenced(block_close, "{%", "%}", Kind::control);
  if (tag.size > 4) tag.kind = block_words_.kind(text_.substr(at_ + 2, tag.size - 4));
  return tag;
}

Scan::Tag Scan::angle_tag() {
  const std::string_view text = rest();
  if (text.size() < 4) return {};
  if (text[1] == '%' && may(angle_percent) && text[2] != '%') {
    if (text.starts_with("<%--")) {
      return fenced(dash_close, "<%--", "--%>", Kind::comment);
    }
    Tag tag = fenced(percent_close, "<%", "%>", Kind::control);
    if (tag.size > 4) tag.kind = angle_percent_kind(text_.substr(at_ + 2, tag.size - 4));
    return tag;
  }
  if (text[1] == '?' && may(php)) {
    if (text[2] != '=' && !ascii::starts_with(text.substr(2), "php")) return {};
    Tag tag = fenced(php_close, "<?", "?>", Kind::control);
    if (tag.size == 0) tag.size = text.size();  // PHP may end with the file
    tag.kind = php_kind(text_.substr(at_ + 2, tag.size - 4));
    return tag;
  }
  if (text[1] == '<' && may(guillemets)) return {.size = match_guillemets(text)};
  return may(directives) ? directive_tag() : Tag{};
}

Scan::Tag Scan::directive_tag() {
  if (rest().starts_with("<#--")) {
    return fenced(directive_close, "<#--", "-->", Kind::comment);
  }
  const std::size_t sign = text_[at_ + 1] == '/' ? at_ + 2 : at_ + 1;
  if ((text_[sign] != '#' && text_[sign] != '@') || sign + 1 >= text_.size()) return {};
  if (!ascii::is_alpha(text_[sign + 1])) return {};
  const std::size_t end = find_close(angle_close, ">", sign);
  if (end == npos) return {};
  const bool other_file = text_[sign] == '@' || text_.substr(sign + 1).starts_with("include");
  return {.size = end + 1 - at_, .kind = other_file ? Kind::include : Kind::control};
}

Scan::Tag Scan::percent_tag() {
  const std::string_view text = rest();
  if (may(double_percent) && text.starts_with("%%")) {
    Tag tag = fenced(script_close, "%%[", "]%%", Kind::control);
    if (tag.size == 0) tag = fenced(equals_close, "%%=", "=%%", Kind::value);
    if (tag.size > 0) return tag;
    const std::size_t end =
        text.starts_with("%%{") ? find_near("}%%", at_ + 3, longest_value) : npos;
    return {.size = end == npos ? match_double_percent(text) : end + 3 - at_};
  }
  if (may(bracket_percent) && text.starts_with("%["))
    return {.size = match_name_between(text, "%[", "]%")};
  return {.size = may(percent) ? match_percent(text_, at_) : 0};
}

Scan::Tag Scan::star_tag() {
  if (!may(stars) || !rest().starts_with("*|")) return {};
  const std::size_t end = find_near("|*", at_ + 2, 200);
  if (end == npos) return {};
  const std::string_view inside = text_.substr(at_ + 2, end - at_ - 2);
  if (inside.empty() || !ascii::is_alpha(inside.front()) || inside.find_first_of("\n{}") != npos)
    return {};
  return {.size = end + 2 - at_, .kind = stars_kind(inside)};
}

Scan::Tag Scan::bracket_tag() {
  const std::string_view text = rest();
  if (may(bracket_percent) && text.starts_with("[%")) {
    Tag tag = fenced(bracket_percent_close, "[%", "%]", Kind::value);
    if (tag.size > 4) tag.kind = bracket_percent_kind(text_.substr(at_ + 2, tag.size - 4));
    return tag;
  }
  if (may(double_bracket)) {
    if (const std::size_t size = match_double_bracket(text); size > 0) return {.size = size};
  }
  return {.size = may(bracket) && code_.empty() ? match_bracket(text_, at_) : 0};
}

Scan::Tag Scan::dollar_tag() {
  if (may(dollar)) {
    if (const std::size_t size = match_dollar(text_, at_); size > 0) return {.size = size};
  }
  return {.size = may(hashes) && signs_.velocity ? match_velocity_reference(rest()) : 0};
}

Scan::Tag Scan::hash_tag() {
  if (may(hashes) && signs_.velocity) {
    if (rest().starts_with("#*")) return fenced(velocity_close, "#*", "*#", Kind::comment);
    const auto [size, kind] = match_velocity_directive(rest());
    if (size > 0) return {.size = size, .kind = kind};
  }
  return {.size = may(dollar) ? match_dollar(text_, at_) : 0};
}

}  // namespace

std::vector<TemplateTag> find_template_tags(std::string_view text, SyntaxSet syntaxes) {
  return Scan(text, syntaxes).run();
}

}  // namespace maillint
