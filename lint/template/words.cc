// Words of template languages that write nothing themselves.
#include "lint/template/words.h"

#include <algorithm>
#include <span>
#include <string>

#include "lint/ascii.h"

namespace maillint {
namespace {

using Kind = TemplateTagKind;

bool is_word_octet(char c) { return ascii::is_alnum(c) || c == '_'; }

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_word_octet(text[end])) ++end;
  return text.substr(0, end);
}

std::string_view last_word(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && is_word_octet(text[begin - 1])) --begin;
  return text.substr(begin);
}

/// Without white space, and the signs that take white space away: "-", "~", "+".
std::string_view core(std::string_view inside) {
  inside = ascii::trim(inside);
  constexpr std::string_view trimming = "-~+";
  while (!inside.empty() && trimming.find(inside.front()) != std::string_view::npos) {
    inside.remove_prefix(1);
  }
  while (!inside.empty() && trimming.find(inside.back()) != std::string_view::npos) {
    inside.remove_suffix(1);
  }
  return ascii::trim(inside);
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

Kind braces_kind(std::string_view inside) {
  if (inside.starts_with("!!")) return Kind::value;  // {{!! x !!}}
  inside = core(inside);
  if (inside.empty()) return Kind::value;
  if (inside.starts_with("/*")) return Kind::comment;
  switch (inside.front()) {
    case '!':
      return Kind::comment;
    case '#':
      return inside.starts_with("#>") ? Kind::include : Kind::control;
    case '/':
    case '^':
    case '=':
    case '{':
      return Kind::control;
    case '>':
      return Kind::include;
    default:
      break;
  }
  const std::string_view word = first_word(inside);
  const std::string_view rest = inside.substr(word.size());
  if (inside.front() == '$') {  // Go: "$x := ..."
    const auto assignment = inside.find("= ");
    return assignment < 40 &&
                   inside.substr(0, assignment + 1).find(' ') != std::string_view::npos &&
                   inside.find('|') > assignment
               ? Kind::control
               : Kind::value;
  }
  constexpr std::string_view controls[] = {"if",    "else",  "elseif",   "elif",   "unless",
                                           "end",   "range", "with",     "define", "block",
                                           "each",  "for",   "endif",    "endfor", "endeach",
                                           "break", "set",   "continue", "layout", "foreach"};
  constexpr std::string_view includes[] = {"template", "partial", "include", "snippet"};
  if (!rest.empty() && !ascii::is_space(rest.front())) return Kind::value;  // {{ block.super }}
  if (is_one_of(word, includes)) return rest.empty() ? Kind::value : Kind::include;
  if (!is_one_of(word, controls)) return Kind::value;
  const bool stands_alone =
      word == "else" || word.starts_with("end") || word == "break" || word == "continue";
  return stands_alone || !rest.empty() ? Kind::control : Kind::value;
}

Kind BlockWords::kind(std::string_view inside) {
  inside = core(inside);
  const std::string_view word = first_word(inside);
  constexpr std::string_view includes[] = {"include",  "render",  "extends",  "import",
                                           "from",     "section", "layout",   "embed",
                                           "sections", "block",   "endblock", "module"};
  constexpr std::string_view controls[] = {"if",
                                           "elif",
                                           "elsif",
                                           "elseif",
                                           "else",
                                           "unless",
                                           "for",
                                           "empty",
                                           "case",
                                           "when",
                                           "set",
                                           "assign",
                                           "capture",
                                           "macro",
                                           "call",
                                           "filter",
                                           "with",
                                           "raw",
                                           "verbatim",
                                           "load",
                                           "spaceless",
                                           "autoescape",
                                           "use",
                                           "do",
                                           "plural",
                                           "blocktrans",
                                           "comment",
                                           "blocktranslate",
                                           "ifequal",
                                           "ifnotequal",
                                           "ifchanged",
                                           "increment",
                                           "break",
                                           "continue",
                                           "tablerow",
                                           "decrement",
                                           "liquid",
                                           "apply",
                                           "sandbox",
                                           "localize",
                                           "localtime",
                                           "language",
                                           "form_theme",
                                           "switch",
                                           "asyncEach",
                                           "ifAsync",
                                           "asyncAll",
                                           "regroup",
                                           "widget_attribute",
                                           "style",
                                           "get_current_language"};
  constexpr std::string_view values[] = {"url",   "static",    "now",         "cycle", "firstof",
                                         "trans", "translate", "unsubscribe", "asset", "path",
                                         "text",  "web_view",  "widthratio"};
  if (word == "doc" || word == "enddoc" || inside.starts_with('#')) return Kind::comment;
  if (is_one_of(word, includes)) return Kind::include;
  if (word.starts_with("end") || is_one_of(word, controls)) return Kind::control;
  // Twig writes {% trans %}text{% endtrans %}, Django {% trans "text" %}.
  const bool has_argument = inside.find_first_of("\"'") != std::string_view::npos;
  if (is_one_of(word, values) && (word != "trans" || has_argument)) return Kind::value;
  return is_ended(word) ? Kind::control : Kind::value;
}

bool BlockWords::is_ended(std::string_view word) {
  constexpr std::string_view end = "end";
  for (; at_ < text_.size(); at_ += end.size()) {
    at_ = text_.find(end, at_);
    if (at_ == std::string_view::npos) break;
    const std::string_view ended = first_word(text_.substr(at_ + end.size()));
    if (!ended.empty() && (at_ == 0 || !is_word_octet(text_[at_ - 1]))) ended_.insert(ended);
  }
  return ended_.contains(word);
}

Kind angle_percent_kind(std::string_view inside) {
  if (inside.starts_with("--") || inside.starts_with('#')) return Kind::comment;
  const bool writes = inside.starts_with('=') || inside.starts_with("-") || inside.starts_with('|');
  const bool is_equal_sign = inside.starts_with('=');
  std::string_view code = inside;
  while (!code.empty() && std::string_view("=-_|@!").find(code.front()) != std::string_view::npos) {
    code.remove_prefix(1);
  }
  code = core(code);
  const std::string_view word = first_word(code);
  if (inside.starts_with('@') || code.empty()) return Kind::control;
  // "<%= form_for @user do |f| %>" opens a block, "<% } %>" ends one.
  const bool opens_block = last_word(code) == "do" || code.ends_with('{') ||
                           (code.ends_with('|') && code.find(" do |") != std::string_view::npos);
  if (opens_block || code.front() == '}') return Kind::control;
  if (word == "include" || word == "render" || word == "partial") {
    return writes ? Kind::include : Kind::control;
  }
  if (is_equal_sign) return Kind::value;
  constexpr std::string_view controls[] = {"if",    "unless", "end",   "else", "elsif", "for",
                                           "while", "case",   "when",  "do",   "begin", "rescue",
                                           "var",   "let",    "const", "set"};
  if (is_one_of(word, controls)) return Kind::control;
  // SendGrid's <%body%> and <%asm_group_unsubscribe_url%>; in Ruby a bare name would write nothing.
  return writes || (word == code && inside.front() != ' ') ? Kind::value : Kind::control;
}

Kind php_kind(std::string_view inside) {
  if (inside.starts_with('=')) return Kind::value;
  if (ascii::starts_with(inside, "php")) inside.remove_prefix(3);
  const std::string_view word = first_word(ascii::trim(inside));
  if (word == "include" || word == "require") return Kind::include;
  const bool writes = word == "echo" || word == "print" || word == "printf" || word == "_e" ||
                      word == "esc_html_e" || word == "e";
  return writes ? Kind::value : Kind::control;
}

Kind stars_kind(std::string_view inside) {
  const std::string_view word = inside.substr(0, inside.find(':'));
  constexpr std::string_view controls[] = {"IF",         "IFNOT",          "ELSE",     "ELSEIF",
                                           "END",        "UNLESS",         "RSSITEMS", "FEEDITEMS",
                                           "INTERESTED", "NOT_INTERESTED", "FEEDBLOCK"};
  if (word.size() == inside.size()) return inside == "ELSE" ? Kind::control : Kind::value;
  return is_one_of(word, controls) ? Kind::control : Kind::value;
}

Kind bracket_percent_kind(std::string_view inside) {
  if (inside.starts_with('#')) return Kind::comment;
  const std::string word = ascii::to_lower(first_word(core(inside)));
  constexpr std::string_view controls[] = {"if",      "unless", "else",    "elsif",  "end",
                                           "foreach", "while",  "set",     "switch", "case",
                                           "filter",  "use",    "wrapper", "macro",  "block"};
  if (word == "include" || word == "process" || word == "insert") return Kind::include;
  return is_one_of(word, controls) ? Kind::control : Kind::value;
}

Kind smarty_kind(std::string_view inside) {
  if (inside.starts_with('*')) return Kind::comment;
  if (inside.starts_with('/')) return Kind::control;
  const std::string_view word = first_word(inside);
  if (word == "include" || word == "extends" || word == "block") return Kind::include;
  constexpr std::string_view controls[] = {"if",          "elseif",  "else",  "foreach",
                                           "foreachelse", "section", "for",   "while",
                                           "assign",      "literal", "strip", "capture"};
  return is_one_of(word, controls) ? Kind::control : Kind::value;
}

}  // namespace maillint
