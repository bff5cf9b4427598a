// The style blocks of an HTML body, as far as they tell what one element looks like.
#include "lint/web/style_sheet.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/web/html_element.h"

namespace maillint {
namespace {

/// Rules that one element is compared with for its name, for each of its classes and for its id.
constexpr std::size_t matches_tried = 100;
constexpr std::size_t classes_read = 16;
constexpr std::size_t longest_classes = 2'000;
constexpr std::size_t longest_compound = 200;
constexpr std::size_t simples_read = 8;
constexpr std::size_t chain_count = 512;
constexpr std::size_t longest_chain = 300;

std::uint32_t hash_of(char kind, std::string_view name) {
  std::uint32_t hash = 2'166'136'261U ^ static_cast<unsigned char>(kind);
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
  return hash;
}

std::uint32_t hash_of_element(std::size_t number) {
  return hash_of(' ', html_element(number).name);
}

/// The element with its class attribute in pieces.
struct Candidate {
  explicit Candidate(const StyledElement& styled) : element(styled.element), id(styled.id) {
    const std::string_view text = styled.classes.substr(0, longest_classes);
    for (std::size_t at = 0; at < text.size() && count < classes_read;) {
      std::size_t end = at;
      while (end < text.size() && !ascii::is_space(text[end])) ++end;
      if (end > at) classes[count++] = text.substr(at, end - at);
      at = end + 1;
    }
  }
  std::span<const std::string_view> names() const { return std::span(classes).first(count); }

  std::size_t element;
  std::string_view id;
  std::array<std::string_view, classes_read> classes;
  std::size_t count = 0;
};

/// The pieces of a compound selector: "td", ".a", "#b".
std::vector<std::string_view> simples_of(std::string_view compound) {
  std::vector<std::string_view> simples;
  for (std::size_t at = 0; at < compound.size();) {
    std::size_t end = at + 1;
    while (end < compound.size() && compound[end] != '.' && compound[end] != '#') ++end;
    simples.push_back(compound.substr(at, end - at));
    at = end;
  }
  return simples;
}

bool fits(std::string_view compound, const Candidate& candidate) {
  for (std::size_t at = 0; at < compound.size();) {
    const std::size_t end = std::min(compound.find_first_of(".#", at + 1), compound.size());
    const std::string_view simple = compound.substr(at, end - at);
    at = end;
    bool fit = false;
    if (simple[0] == '.') {
      fit = std::ranges::find(candidate.names(), simple.substr(1)) != candidate.names().end();
    } else if (simple[0] == '#') {
      fit = candidate.id == simple.substr(1);
    } else {
      fit = simple == "*" || ascii::equal(html_element(candidate.element).name, simple);
    }
    if (!fit) return false;
  }
  return true;
}

/// The text behind the last combinator: not those of "[a~=b]" and ":is(a > b)".
std::string_view last_compound(std::string_view selector) {
  constexpr std::string_view combinators = " \t\r\n\f>+~";
  std::size_t begin = 0;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < selector.size(); ++i) {
    const char c = selector[i];
    if (c == '[' || c == '(') ++depth;
    if ((c == ']' || c == ')') && depth > 0) --depth;
    if (depth == 0 && combinators.find(c) != std::string_view::npos) begin = i + 1;
  }
  return selector.substr(begin);
}

const std::uint32_t hash_of_any = hash_of('*', {});

/// Of what must be there and few elements have: an id, a class, or the element; 0 if there is no
/// such element.
std::uint32_t hash_of_heaviest(const std::vector<std::string_view>& simples) {
  std::string_view id;
  std::string_view class_name;
  for (const std::string_view simple : simples) {
    if (simple[0] == '#') id = simple.substr(1);
    if (simple[0] == '.') class_name = simple.substr(1);
  }
  if (!id.empty()) return hash_of('#', id);
  if (!class_name.empty()) return hash_of('.', class_name);
  if (simples.front() == "*") return hash_of_any;
  const std::size_t element = html_element_number(simples.front());
  return element == 0 ? 0 : hash_of_element(element);
}

/// ":hover" and the like show nothing until someone points at it.
bool waits_for_reader(std::string_view pseudo) {
  for (const std::string_view name : {":hover", ":active", ":focus", ":visited", ":before",
                                      ":after", "::", ":checked", ":target"}) {
    if (ascii::find(pseudo, name) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

void StyleSheet::add(std::string_view text, std::size_t begin, bool conditional) {
  CssRuleReader reader(text);
  CssRule rule;
  while (reader.next(rule)) {
    rule.not_everywhere = rule.not_everywhere || conditional;
    if (rule.kind == CssRule::Kind::style) {
      add_rule(rule, begin);
    } else if (rule.kind == CssRule::Kind::statement &&
               ascii::starts_with(rule.prelude, "@import") &&
               imports_.size() < limits::html_links) {
      imports_.push_back(span_of(begin + rule.prelude_span.begin, begin + rule.prelude_span.end));
    }
  }
}

void StyleSheet::add_rule(const CssRule& rule, std::size_t begin) {
  if (keys_.size() >= limits::html_links) return;
  Styles styles;
  CssDeclarationReader reader(rule.block);
  CssDeclaration declaration;
  while (reader.next(declaration)) {
    (declaration.important ? styles.important : styles.normal).declare(declaration);
    (declaration.important ? styles.has_important : styles.has_normal) = true;
    if (is_modern_layout(declaration) && layouts_.size() < limits::html_links) {
      const std::size_t block = begin + rule.block_span.begin;
      layouts_.push_back(span_of(block + declaration.span.begin, block + declaration.span.end));
    }
  }
  styles.reveals = (rule.not_everywhere && styles.normal.shows()) || styles.important.shows();
  const auto index = static_cast<std::uint32_t>(styles_.size());
  styles_.push_back(styles);
  if (rule.prelude.find("/*") != std::string_view::npos) {
    add_selector({}, index, rule.not_everywhere);
    return;
  }
  for (std::size_t at = 0; at < rule.prelude.size();) {
    const std::size_t comma = std::min(rule.prelude.find(',', at), rule.prelude.size());
    add_selector(rule.prelude.substr(at, comma - at), index, rule.not_everywhere);
    at = comma + 1;
  }
}

void StyleSheet::add_key(Key key) {
  keys_.push_back(key);
  chains_.resize(chain_count);
  Chain& chain = chains_[key.hash % chain_count];
  const auto number = static_cast<std::uint32_t>(keys_.size());
  (chain.last == 0 ? chain.first : keys_[chain.last - 1].next) = number;
  chain.last = number;
}

/// One that is not read may fit any element.
void StyleSheet::add_selector(std::string_view selector, std::uint32_t styles, bool conditional) {
  if (keys_.size() >= limits::html_links) return;
  selector = ascii::trim(selector);
  std::string_view compound = last_compound(selector);
  Fit fit = compound.size() == selector.size() ? Fit::certain : Fit::possible;
  if (const std::size_t extra = compound.find_first_of(":["); extra != std::string_view::npos) {
    if (waits_for_reader(compound.substr(extra))) return;
    compound = compound.substr(0, extra);
    fit = Fit::possible;
  }
  Key key{.hash = hash_of_any,
          .styles = styles,
          .compound = "*",
          .fit = Fit::possible,
          .conditional = conditional};
  const std::vector<std::string_view> simples = simples_of(compound.substr(0, longest_compound));
  const bool readable = compound.find_first_of("\\/") == std::string_view::npos &&
                        compound.size() <= longest_compound && simples.size() <= simples_read;
  if (readable && !simples.empty()) {
    key.compound = compound;
    key.fit = fit;
    key.hash = hash_of_heaviest(simples);
    if (key.hash == 0) return;
  }
  add_key(key);
}

StyleSheet::Match StyleSheet::match(const StyledElement& element) const {
  Match result;
  if (keys_.empty()) return result;
  const Candidate candidate(element);
  bool all_tried = true;
  const auto look = [&](std::uint32_t hash) {
    std::size_t tried = 0;
    std::size_t passed = 0;
    for (std::size_t number = chains_[hash % chain_count].first; number != 0;
         number = keys_[number - 1].next) {
      const Key& key = keys_[number - 1];
      if (tried == matches_tried || ++passed > longest_chain) {
        all_tried = false;
        return;
      }
      if (key.hash != hash) continue;
      ++tried;
      if (!fits(key.compound, candidate)) continue;
      const Styles& styles = styles_[key.styles];
      // What may be said of any element is no sign that this one is shown.
      result.reveals = result.reveals || (styles.reveals && hash != hash_of_any);
      if (!key.conditional) apply(styles, key.fit, result);
    }
  };
  // In order of weight: for all, by element, by class, by id.
  look(hash_of_any);
  if (element.element != 0) look(hash_of_element(element.element));
  for (const std::string_view name : candidate.names()) look(hash_of('.', name));
  if (!element.id.empty()) look(hash_of('#', element.id));
  if (!all_tried) {
    result.normal.color_state = ElementStyle::Color::unknown;
    result.normal.background_state = ElementStyle::Color::unknown;
  }
  return result;
}

void StyleSheet::apply(const Styles& styles, Fit fit, Match& match) {
  const auto add = [&](const ElementStyle& style, ElementStyle& to) {
    ElementStyle own = style;
    if (fit == Fit::possible) own.blur();
    to.add(own);
  };
  if (styles.has_normal) add(styles.normal, match.normal);
  if (styles.has_important) add(styles.important, match.important);
}

}  // namespace maillint
