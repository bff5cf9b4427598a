// The style blocks of an HTML body, as far as they tell what one element looks like.
#include "lint/web/style_sheet.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/web/html_element.h"

namespace maillint {
namespace {

/// Rules that one element is compared with, in all: more are no mail's.
constexpr std::size_t matches_tried = 64;
constexpr std::size_t classes_read = 16;
constexpr std::size_t longest_compound = 200;
constexpr std::size_t chain_count = 512;

std::uint32_t hash_of(char kind, std::string_view name) {
  std::uint32_t hash = 2'166'136'261U ^ static_cast<unsigned char>(kind);
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
  return hash;
}

std::uint32_t hash_of_element(std::size_t number) {
  return hash_of(' ', html_element(number).name);
}

/// Calls `visit` for each name of a class attribute.
template <typename Visit>
void each_class(std::string_view classes, Visit visit) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < classes.size() && count < classes_read;) {
    std::size_t end = at;
    while (end < classes.size() && !ascii::is_space(classes[end])) ++end;
    if (end > at) {
      visit(classes.substr(at, end - at));
      ++count;
    }
    at = end + 1;
  }
}

bool has_class(std::string_view classes, std::string_view name) {
  bool found = false;
  each_class(classes, [&](std::string_view c) { found = found || c == name; });
  return found;
}

/// The pieces of a compound selector: "td", ".a", "#b".
template <typename Visit>
void each_simple(std::string_view compound, Visit visit) {
  for (std::size_t at = 0; at < compound.size();) {
    std::size_t end = at + 1;
    while (end < compound.size() && compound[end] != '.' && compound[end] != '#') ++end;
    visit(compound.substr(at, end - at));
    at = end;
  }
}

bool fits(std::string_view compound, const StyledElement& element) {
  bool all = true;
  each_simple(compound, [&](std::string_view simple) {
    if (simple[0] == '.') {
      all = all && has_class(element.classes, simple.substr(1));
    } else if (simple[0] == '#') {
      all = all && element.id == simple.substr(1);
    } else if (simple != "*") {
      all = all && ascii::equal(html_element(element.element).name, simple);
    }
  });
  return all;
}

/// The text behind the last combinator.
std::string_view last_compound(std::string_view selector) {
  const std::size_t combinator = selector.find_last_of(" \t\r\n\f>+~");
  return combinator == std::string_view::npos ? selector : selector.substr(combinator + 1);
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
    rule.conditional = rule.conditional || conditional;
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
  styles.reveals = (rule.conditional && styles.normal.shows()) || styles.important.shows();
  const auto index = static_cast<std::uint32_t>(styles_.size());
  styles_.push_back(styles);
  for (std::size_t at = 0; at < rule.prelude.size();) {
    const std::size_t comma = std::min(rule.prelude.find(',', at), rule.prelude.size());
    add_selector(rule.prelude.substr(at, comma - at), index, rule.conditional);
    at = comma + 1;
  }
}

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
  if (compound.empty() || compound.size() > longest_compound || compound == "*" ||
      compound.find('\\') != std::string_view::npos)
    return;
  std::string_view id;
  std::string_view class_name;
  each_simple(compound, [&](std::string_view simple) {
    if (simple[0] == '#') id = simple.substr(1);
    if (simple[0] == '.') class_name = simple.substr(1);
  });
  std::uint32_t hash = 0;
  if (!id.empty()) {
    hash = hash_of('#', id);
  } else if (!class_name.empty()) {
    hash = hash_of('.', class_name);
  } else if (const std::size_t element = html_element_number(compound); element != 0) {
    hash = hash_of_element(element);
  } else {
    return;
  }
  keys_.push_back({.hash = hash,
                   .styles = styles,
                   .compound = compound,
                   .fit = fit,
                   .conditional = conditional});
  chains_.resize(chain_count);
  Chain& chain = chains_[hash % chain_count];
  const auto number = static_cast<std::uint32_t>(keys_.size());
  (chain.last == 0 ? chain.first : keys_[chain.last - 1].next) = number;
  chain.last = number;
}

StyleSheet::Match StyleSheet::match(const StyledElement& element) const {
  Match result;
  if (keys_.empty()) return result;
  std::size_t tried = 0;
  const auto look = [&](std::uint32_t hash) {
    std::size_t number = chains_[hash % chain_count].first;
    for (; number != 0 && tried < matches_tried; number = keys_[number - 1].next, ++tried) {
      const Key& key = keys_[number - 1];
      if (key.hash != hash || !fits(key.compound, element)) continue;
      const Styles& styles = styles_[key.styles];
      result.reveals = result.reveals || styles.reveals;
      if (key.conditional) continue;
      const auto add = [&](const ElementStyle& style, ElementStyle& to) {
        ElementStyle own = style;
        if (key.fit == Fit::possible) own.blur();
        to.add(own);
      };
      if (styles.has_normal) add(styles.normal, result.normal);
      if (styles.has_important) add(styles.important, result.important);
    }
  };
  // In order of weight: by element, by class, by id.
  if (element.element != 0) look(hash_of_element(element.element));
  each_class(element.classes, [&](std::string_view name) { look(hash_of('.', name)); });
  if (!element.id.empty()) look(hash_of('#', element.id));
  return result;
}

}  // namespace maillint
