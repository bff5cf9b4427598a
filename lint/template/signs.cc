// Tags whose signs ordinary text has too, so that what is inside must tell.
#include "lint/template/signs.h"

#include <algorithm>
#include <iterator>

#include "lint/ascii.h"
#include "lint/template/words.h"

namespace maillint {
namespace {

using Kind = TemplateTagKind;
constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t longest = 300;

bool begins_name(char c) { return ascii::is_alpha(c) || c == '_' || ascii::is_8bit(c); }
bool is_name_octet(char c) { return begins_name(c) || ascii::is_digit(c) || c == '.' || c == '-'; }
bool is_capital(char c) { return c == '_' || ascii::is_digit(c) || (c >= 'A' && c <= 'Z'); }

bool is_name(std::string_view text) {
  return !text.empty() && begins_name(text.front()) && std::ranges::all_of(text, is_name_octet);
}

/// What stands between `open` and `close` in one line, empty if there is nothing.
std::string_view inside_of(std::string_view text, std::string_view open, std::string_view close) {
  if (!text.starts_with(open)) return {};
  const std::string_view inside = text.substr(open.size(), longest);
  const std::size_t end = inside.find(close);
  if (end == npos || inside.substr(0, end).find('\n') != npos) return {};
  return inside.substr(0, end);
}

/// A whole value of an attribute, or of a query: ="[x]", =[x]&.
bool is_whole_value(std::string_view text, std::size_t at, std::size_t end) {
  if (at == 0) return false;
  const char before = text[at - 1];
  const char after = end < text.size() ? text[end] : '\0';
  const bool quoted = (before == '"' || before == '\'') && after == before;
  return (quoted && at > 1 && text[at - 2] == '=') ||
         (before == '=' && (after == '&' || after == '"' || after == '\''));
}

/// Octets of "(...)" with all that is nested in it, 0 if it does not close soon.
std::size_t skip_group(std::string_view text, char open, char close) {
  constexpr std::size_t most = 2'000;
  int depth = 0;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size() && i < most; ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == quote || c == '\n') quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == open) {
      ++depth;
    } else if (c == close && --depth == 0) {
      return i + 1;
    }
  }
  return 0;
}

}  // namespace

RareSigns find_rare_signs(std::string_view text) {
  const auto has = [&](std::string_view sign) { return text.find(sign) != npos; };
  RareSigns signs;
  signs.velocity = has("#end") && (has("#if") || has("#foreach") || has("#set") || has("#macro"));
  signs.smarty = has("{/if}") || has("{/foreach}") || has("{/section}") || has("{$");
  signs.blocks = has("{%") || has("{{");
  return signs;
}

std::pair<std::size_t, Kind> match_brace(std::string_view text, std::size_t at, bool smarty) {
  const std::string_view from = text.substr(at);
  if (from.starts_with("{!!")) {
    const std::string_view inside = inside_of(from, "{!!", "!!}");
    return {inside.empty() ? 0 : inside.size() + 6, Kind::value};
  }
  if (smarty && from.starts_with("{*")) {
    const std::string_view comment = inside_of(from, "{*", "*}");
    if (!comment.empty()) return {comment.size() + 4, Kind::comment};
  }
  const std::string_view inside = inside_of(from, "{", "}");
  if (inside.empty()) return {};
  const std::size_t size = inside.size() + 2;
  if (inside.front() == '$' && inside.size() > 1 && begins_name(inside[1])) {
    return {size, Kind::value};
  }
  if (inside.front() == '!' && inside.size() > 1 && ascii::is_alpha(inside[1])) {
    return {size, Kind::value};
  }
  if (smarty) {
    const Kind kind = smarty_kind(inside);
    if (kind != Kind::value) return {size, kind};
  }
  const std::string_view name = inside.substr(0, inside.find_first_of("=|:"));
  if (!is_name(name) || inside.find_first_of("{;\"<>") != npos) return {};
  // "a{color:red}" is a style.
  const bool colon = name.size() < inside.size() && inside[name.size()] == ':';
  if (colon && at > 0 && ascii::is_alnum(text[at - 1])) return {};
  return {size, Kind::value};
}

std::size_t match_percent(std::string_view text, std::size_t at) {
  if (at > 0 && (ascii::is_digit(text[at - 1]) || text[at - 1] == '%')) return 0;
  const std::string_view name = inside_of(text.substr(at), "%", "%");
  if (name.size() < 3 || !is_name(name)) return 0;
  const std::size_t size = name.size() + 2;
  // Two hexadecimal digits after the sign are an escape of a URL.
  const bool escape = ascii::is_hex(name[0]) && ascii::is_hex(name[1]);
  if (std::ranges::all_of(name, is_capital)) {
    return escape && name.find('_') == npos && !name.starts_with("DATE") ? 0 : size;
  }
  const bool joint = name.find_first_of("._") != npos && name.back() != '.';
  return (joint && !escape) || name == "name" || ascii::equal(name, "email") ||
                 ascii::equal(name, "firstname") || ascii::equal(name, "lastname")
             ? size
             : 0;
}

std::size_t match_bracket(std::string_view text, std::size_t at) {
  const std::string_view inside = inside_of(text.substr(at), "[", "]");
  if (inside.empty() || (at > 1 && text[at - 1] == '-' && text[at - 2] == '-')) return 0;
  const std::size_t size = inside.size() + 2;
  constexpr std::string_view names[] = {"Name",
                                        "Email",
                                        "unsubscribe",
                                        "webversion",
                                        "reconsent",
                                        "currentday",
                                        "currentmonth",
                                        "currentyear",
                                        "currentdaynumber",
                                        "currentmonthnumber",
                                        "fullname",
                                        "firstname",
                                        "lastname",
                                        "email"};
  const auto fallback = inside.find(",fallback=");
  const std::string_view name = inside.substr(0, fallback);
  if (fallback != npos) return is_name(name) ? size : 0;
  if (std::ranges::find(names, name) != std::end(names)) return size;
  if (name.size() > 3 && name.find('_') != npos && is_name(name) &&
      std::ranges::all_of(name, is_capital)) {
    return size;
  }
  const auto is_word = [](char c) { return is_name_octet(c) || c == ' '; };
  return std::ranges::all_of(inside, is_word) && is_whole_value(text, at, at + size) ? size : 0;
}

std::size_t match_dollar(std::string_view text, std::size_t at) {
  const std::string_view from = text.substr(at);
  const std::size_t open = from.starts_with("$!{") ? 2 : 1;
  if (open >= from.size() || from[open] != '{' || (at > 0 && text[at - 1] == '\\')) return 0;
  const std::string_view inside = from.substr(open + 1, 60);
  const auto first = inside.find_first_not_of(" \t");
  if (first == npos ||
      !(begins_name(inside[first]) || inside[first] == '$' || inside[first] == '(' ||
        inside[first] == '"' || inside[first] == '!' || inside[first] == '\'')) {
    return 0;
  }
  const std::size_t size = skip_group(from.substr(open), '{', '}');
  return size == 0 ? 0 : open + size;
}

std::size_t match_at_sign(std::string_view text, std::size_t at) {
  const std::string_view from = text.substr(at);
  if (from.starts_with("@@")) return match_name_between(from, "@@", "@@");
  if (at > 0 && (is_name_octet(text[at - 1]) || text[at - 1] == '@')) return 0;  // an address
  for (const std::string_view root : {"@Model.", "@ViewBag.", "@ViewData["}) {
    if (!from.starts_with(root)) continue;
    std::size_t end = root.size();
    while (end < from.size() &&
           (ascii::is_alnum(from[end]) || from[end] == '_' ||
            (from[end] == '.' && end + 1 < from.size() && ascii::is_alpha(from[end + 1])))) {
      ++end;
    }
    return end;
  }
  if (!from.starts_with("@{")) return 0;  // Thymeleaf's addresses
  const std::size_t size = skip_group(from.substr(1), '{', '}');
  return size > 0 && is_whole_value(text, at, at + 1 + size) ? size + 1 : 0;
}

std::size_t match_double_percent(std::string_view text) {
  const std::string_view name = inside_of(text, "%%", "%%");
  const auto is_inside = [](char c) { return is_name_octet(c) || c == ' ' || c == ':'; };
  const bool fits = !name.empty() && begins_name(name.front()) && name.size() < 80 &&
                    name.back() != ' ' && std::ranges::all_of(name, is_inside);
  return fits ? name.size() + 4 : 0;
}

std::size_t match_double_bracket(std::string_view text) {
  for (const auto& [open, close] : {std::pair{"[[${", "}]]"}, std::pair{"[(${", "})]"},
                                    std::pair{"[[#{", "}]]"}, std::pair{"[(#{", "})]"}}) {
    const std::string_view inside = inside_of(text, open, close);
    if (!inside.empty()) return inside.size() + 7;
  }
  const std::string_view inside = inside_of(text, "[[", "]]");
  const std::string_view name = ascii::trim(inside);
  const auto is_inside = [](char c) {
    return is_name_octet(c) || c == ' ' || c == ':' || c == '|' || c == '=' || c == '\'';
  };
  const bool fits = !name.empty() && (begins_name(name.front()) || name.front() == '$') &&
                    std::ranges::all_of(name.substr(1), is_inside);
  return fits ? inside.size() + 4 : 0;
}

std::size_t match_guillemets(std::string_view text) {
  const auto fits = [](std::string_view name) {
    return !name.empty() && name.size() < 40 && is_name(name);
  };
  if (const std::string_view name = inside_of(text, "<<", ">>"); fits(name)) return name.size() + 4;
  // French quotes words in them, with spaces: only names of data count.
  const std::string_view name = inside_of(text, "\xC2\xAB", "\xC2\xBB");
  return fits(name) && name.find_first_of("_.") != npos ? name.size() + 4 : 0;
}

std::size_t match_name_between(std::string_view text, std::string_view open,
                               std::string_view close) {
  const std::string_view name = inside_of(text, open, close);
  return is_name(name) ? open.size() + name.size() + close.size() : 0;
}

/// "$name", "$!user.name", "$item.price()".
std::size_t match_velocity_reference(std::string_view text) {
  std::size_t at = text.substr(1).starts_with('!') ? 2 : 1;
  if (at >= text.size() || !ascii::is_alpha(text[at])) return 0;
  while (at < text.size()) {
    if (ascii::is_alnum(text[at]) || text[at] == '_') {
      ++at;
    } else if (text[at] == '(') {
      const std::size_t group = skip_group(text.substr(at), '(', ')');
      if (group == 0) break;
      at += group;
    } else if (text[at] == '.' && at + 1 < text.size() && ascii::is_alpha(text[at + 1])) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

std::pair<std::size_t, Kind> match_velocity_directive(std::string_view text) {
  if (text.starts_with("##")) return {std::min(text.find('\n'), text.size()), Kind::comment};
  for (const std::string_view word : {"#end", "#else", "#{end}", "#{else}", "#stop", "#break"}) {
    const std::string_view after = text.substr(std::min(text.size(), word.size()));
    if (text.starts_with(word) && (after.empty() || !ascii::is_alpha(after.front())))
      return {word.size(), Kind::control};
  }
  for (const std::string_view word :
       {"#if", "#elseif", "#foreach", "#set", "#macro", "#parse", "#include", "#define"}) {
    if (!text.starts_with(word)) continue;
    const std::string_view after = text.substr(word.size());
    const auto open = after.find_first_not_of(" \t");
    if (open == npos || after[open] != '(') continue;
    const std::size_t group = skip_group(after.substr(open), '(', ')');
    if (group == 0) continue;
    const bool other_file = word == "#parse" || word == "#include";
    return {word.size() + open + group, other_file ? Kind::include : Kind::control};
  }
  return {};
}

}  // namespace maillint
