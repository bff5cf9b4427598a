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
constexpr std::size_t unlimited = SIZE_MAX;

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
    TemplateSyntax syntax = TemplateSyntax::braces;
  };
  /// What closes tags, to know which of them occurs nowhere further on.
  enum Close : std::uint8_t {
    braces_close,
    triple_close,
    comment_close,
    go_comment_close,
    block_close,
    hash_close,
    percent_close,
    dash_close,
    php_close,
    star_close,
    double_close,
    script_close,
    equals_close,
    brace_percent_close,
    bracket_percent_close,
    directive_close,
    angle_close,
    doc_end,
    comment_end,
    close_count
  };

  bool may(TemplateSyntax syntax) const { return syntaxes_.has(syntax); }
  std::string_view rest() const { return text_.substr(at_); }
  std::size_t find_close(Close which, std::string_view close, std::size_t from, std::size_t most);
  Tag match();
  Tag braces_tag();
  std::size_t behind_dictionaries(std::size_t close);
  Tag block_tag();
  Tag angle_tag();
  Tag directive_tag();
  Tag percent_tag();
  Tag star_tag();
  Tag bracket_tag();
  Tag dollar_tag();
  Tag hash_tag();
  Tag fenced(TemplateSyntax syntax, Close which, std::string_view open, std::string_view close,
             Kind kind, std::size_t most);
  Tag named(std::size_t size, TemplateSyntax syntax, Kind kind = Kind::value) const {
    return {.size = size, .kind = kind, .syntax = syntax};
  }
  void enter_or_leave_code();
  void end_comment_block(const Tag& tag);

  std::string_view text_;
  SyntaxSet syntaxes_;
  RareSigns signs_;
  std::size_t at_ = 0;
  std::string_view code_;  // "style" or "script" inside of one
  std::array<bool, close_count> no_more_{};
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
    tags_.push_back({.span = span_of(at_, at_ + tag.size), .kind = tag.kind, .syntax = tag.syntax});
    end_comment_block(tag);
    at_ = tags_.back().span.end;
  }
  return std::move(tags_);
}

/// "{% comment %}...{% endcomment %}" is one comment.
void Scan::end_comment_block(const Tag& tag) {
  if (tag.syntax != blocks) return;
  const std::string_view word = ascii::trim(text_.substr(at_ + 2, tag.size - 4));
  if (word != "comment" && word != "- comment -" && word != "doc") return;
  const bool doc = word == "doc";
  const std::size_t end = find_close(doc ? doc_end : comment_end, doc ? "enddoc" : "endcomment",
                                     at_ + tag.size, unlimited);
  const std::size_t close = end == npos ? npos : text_.find("%}", end);
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

std::size_t Scan::find_close(Close which, std::string_view close, std::size_t from,
                             std::size_t most) {
  if (no_more_[which] || from > text_.size()) return npos;
  if (most == unlimited) {
    const std::size_t found = text_.find(close, from);
    if (found == npos) no_more_[which] = true;
    return found;
  }
  const std::size_t found = text_.substr(0, std::min(text_.size(), from + most)).find(close, from);
  return found;
}

Scan::Tag Scan::fenced(TemplateSyntax syntax, Close which, std::string_view open,
                       std::string_view close, Kind kind, std::size_t most) {
  if (!rest().starts_with(open)) return {};
  const std::size_t end = find_close(which, close, at_ + open.size(), most);
  if (end == npos) return {};
  return named(end + close.size() - at_, syntax, kind);
}

Scan::Tag Scan::match() {
  switch (text_[at_]) {
    case '{':
      if (may(braces) && rest().starts_with("{{")) return braces_tag();
      if (may(blocks) && (rest().starts_with("{%") || rest().starts_with("{#"))) return block_tag();
      // "\\${x}" is an escaped tag of another language.
      if (may(brace) && code_.empty() && !text_.substr(0, at_).ends_with("\\$")) {
        const auto [size, kind] = match_brace(text_, at_, signs_.smarty);
        return named(size, brace, kind);
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
      return may(at_signs) ? named(match_at_sign(text_, at_), at_signs) : Tag{};
    default:
      return may(guillemets) ? named(match_guillemets(rest()), guillemets) : Tag{};
  }
}

Scan::Tag Scan::braces_tag() {
  if (const Tag tag = fenced(braces, comment_close, "{{!--", "--}}", Kind::comment, unlimited);
      tag.size > 0) {
    return tag;
  }
  for (const std::string_view open : {"{{/*", "{{- /*"}) {
    const Tag tag = fenced(braces, go_comment_close, open, "*/", Kind::comment, unlimited);
    if (tag.size == 0) continue;
    const std::size_t close = find_close(braces_close, "}}", at_ + tag.size, 10);
    if (close != npos) return named(close + 2 - at_, braces, Kind::comment);
  }
  if (rest().starts_with("{{{")) {
    const std::size_t end = find_close(triple_close, "}}}", at_ + 3, longest_value);
    const std::string_view inside = text_.substr(at_ + 3, end == npos ? 0 : end - at_ - 3);
    if (end != npos && inside.find("}}") == npos) {
      const bool raw_block = inside.starts_with('{');
      const bool one_more = raw_block && end + 3 < text_.size() && text_[end + 3] == '}';
      return named(end + (one_more ? 4 : 3) - at_, braces, raw_block ? Kind::control : Kind::value);
    }
  }
  const std::size_t first = find_close(braces_close, "}}", at_ + 2, longest_value);
  if (first == npos || first == at_ + 2) return {};
  if (text_.substr(at_ + 2, first - at_ - 2).find("{{") != npos)
    return {};  // that one ends here, this one nowhere
  const std::size_t end = behind_dictionaries(first);
  return named(end + 2 - at_, braces, braces_kind(text_.substr(at_ + 2, end - at_ - 2)));
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
    return signs_.blocks ? fenced(blocks, hash_close, "{#", "#}", Kind::comment, unlimited) : Tag{};
  }
  Tag tag = fenced(blocks, block_close, "{%", "%}", Kind::control, unlimited);
  if (tag.size > 4)
    tag.kind = block_kind(text_.substr(at_ + 2, tag.size - 4), text_.substr(at_, 20'000));
  return tag;
}

Scan::Tag Scan::angle_tag() {
  const std::string_view text = rest();
  if (text.size() < 4) return {};
  if (text[1] == '%' && may(angle_percent) && text[2] != '%') {
    if (text.starts_with("<%--")) {
      return fenced(angle_percent, dash_close, "<%--", "--%>", Kind::comment, unlimited);
    }
    Tag tag = fenced(angle_percent, percent_close, "<%", "%>", Kind::control, unlimited);
    if (tag.size > 4) tag.kind = angle_percent_kind(text_.substr(at_ + 2, tag.size - 4));
    return tag;
  }
  if (text[1] == '?' && may(php)) {
    if (text[2] != '=' && !ascii::starts_with(text.substr(2), "php")) return {};
    Tag tag = fenced(php, php_close, "<?", "?>", Kind::control, unlimited);
    if (tag.size == 0) tag = named(text.size(), php, Kind::control);  // PHP may end with the file
    tag.kind = php_kind(text_.substr(at_ + 2, tag.size - 4));
    return tag;
  }
  if (text[1] == '<' && may(guillemets)) return named(match_guillemets(text), guillemets);
  return may(directives) ? directive_tag() : Tag{};
}

Scan::Tag Scan::directive_tag() {
  if (rest().starts_with("<#--")) {
    return fenced(directives, directive_close, "<#--", "-->", Kind::comment, unlimited);
  }
  const std::size_t sign = text_[at_ + 1] == '/' ? at_ + 2 : at_ + 1;
  if ((text_[sign] != '#' && text_[sign] != '@') || sign + 1 >= text_.size()) return {};
  if (!ascii::is_alpha(text_[sign + 1])) return {};
  const std::size_t end = find_close(angle_close, ">", sign, unlimited);
  if (end == npos) return {};
  const bool other_file = text_[sign] == '@' || text_.substr(sign + 1).starts_with("include");
  return named(end + 1 - at_, directives, other_file ? Kind::include : Kind::control);
}

Scan::Tag Scan::percent_tag() {
  const std::string_view text = rest();
  if (may(double_percent) && text.starts_with("%%")) {
    Tag tag = fenced(double_percent, script_close, "%%[", "]%%", Kind::control, unlimited);
    if (tag.size == 0)
      tag = fenced(double_percent, equals_close, "%%=", "=%%", Kind::value, unlimited);
    if (tag.size == 0)
      tag = fenced(double_percent, brace_percent_close, "%%{", "}%%", Kind::value, longest_value);
    if (tag.size > 0) return tag;
    return named(match_double_percent(text), double_percent);
  }
  if (may(bracket_percent) && text.starts_with("%[")) {
    return named(match_name_between(text, "%[", "]%"), bracket_percent);
  }
  return may(percent) ? named(match_percent(text_, at_), percent) : Tag{};
}

Scan::Tag Scan::star_tag() {
  if (!may(stars) || !rest().starts_with("*|")) return {};
  const std::size_t end = find_close(star_close, "|*", at_ + 2, 200);
  if (end == npos) return {};
  const std::string_view inside = text_.substr(at_ + 2, end - at_ - 2);
  if (inside.empty() || !ascii::is_alpha(inside.front()) || inside.find_first_of("\n{}") != npos)
    return {};
  return named(end + 2 - at_, stars, stars_kind(inside));
}

Scan::Tag Scan::bracket_tag() {
  const std::string_view text = rest();
  if (may(bracket_percent) && text.starts_with("[%")) {
    Tag tag = fenced(bracket_percent, bracket_percent_close, "[%", "%]", Kind::value, unlimited);
    if (tag.size > 4) tag.kind = bracket_percent_kind(text_.substr(at_ + 2, tag.size - 4));
    return tag;
  }
  if (may(double_bracket)) {
    if (const std::size_t size = match_double_bracket(text); size > 0)
      return named(size, double_bracket);
  }
  return may(bracket) && code_.empty() ? named(match_bracket(text_, at_), bracket) : Tag{};
}

Scan::Tag Scan::dollar_tag() {
  if (may(dollar)) {
    if (const std::size_t size = match_dollar(text_, at_); size > 0) return named(size, dollar);
  }
  if (may(hashes) && signs_.velocity) return named(match_velocity_reference(rest()), hashes);
  return {};
}

Scan::Tag Scan::hash_tag() {
  if (may(hashes) && signs_.velocity) {
    const auto [size, kind] = match_velocity_directive(rest());
    if (size > 0) return named(size, hashes, kind);
  }
  return may(dollar) ? named(match_dollar(text_, at_), dollar) : Tag{};
}

}  // namespace

std::vector<TemplateTag> find_template_tags(std::string_view text, SyntaxSet syntaxes) {
  return Scan(text, syntaxes).run();
}

}  // namespace maillint
