// Whether a leftover of a template stands in text that is meant for people.
#include "rules/template/prose.h"

#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "rules/data/lists.h"
#include "rules/placeholder.h"
#include "rules/signs.h"
#include "rules/template/salutation.h"

namespace maillint {
namespace {

/// What is read of a line around a tag: longer lines are no code anyway.
constexpr std::size_t octets_around = 400;

bool has_any(std::string_view text, std::initializer_list<std::string_view> pieces) {
  return std::ranges::any_of(
      pieces, [&](auto piece) { return ascii::find(text, piece) != std::string_view::npos; });
}

/// The line without its tags, so that "{% if a == b %}" does not make it code.
std::string without_tags(std::string_view line) {
  std::string result;
  std::size_t from = 0;
  for (Placeholder tag; (tag = find_placeholder(line, from)); from = tag.end) {
    result.append(line, from, tag.begin - from);
    result += ' ';
  }
  return result.append(line.substr(from));
}

bool is_source_code(std::string_view line) {
  const std::string_view text = ascii::trim(line);
  return text.ends_with(';') || text.ends_with('{') || text.ends_with('\\') ||
         text.starts_with("//") || text.starts_with("/*") || text.starts_with("$ ") ||
         has_any(text, {"();", ");", "=>", "==", "!=", "&&", "||", "</", "/>", "::", "`",
                        "\":", "':", "printf", "#include", "<?php", "function(", "$(", " := "});
}

bool speaks_of_templates(std::string_view line) {
  return has_any(line, {"template", "placeholder", "variable", "syntax", "merge tag", "merge-tag",
                        "merge field", "mail merge", "jinja", "handlebars", "mustache", "liquid",
                        "regex", "format string", "platzhalter", "serienbrief", "seriendruck"});
}

/// Between quotation marks a tag is spoken of.
bool is_cited(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin == 0 || end >= text.size()) return false;
  const char mark = text[begin - 1];
  return text[end] == mark && (mark == '"' || mark == '\'' || mark == '`');
}

}  // namespace

bool is_in_url(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  const std::size_t earliest = at - std::min(at, octets_around);
  while (begin > earliest && !ascii::is_space(text[begin - 1]) && text[begin - 1] != '<' &&
         text[begin - 1] != '"') {
    --begin;
  }
  const std::string_view word = text.substr(begin, at - begin);
  return word.find("://") != std::string_view::npos || word.starts_with("www.") ||
         word.starts_with("mailto:");
}

bool Prose::is_talk() const {
  if (!talk_) talk_ = find_talk();
  return *talk_;
}

bool Prose::find_talk() const {
  const Message& message = facts_.message();
  if (rules::is_log_mail(message, facts_)) return true;
  if (!is_personal()) return false;
  if (message.has(FieldId::in_reply_to) || message.has(FieldId::references)) return true;
  const Subject* subject = facts_.subject();
  if (subject != nullptr && lists::reply_prefix(subject->text)) return true;
  return rules::is_list_mail(message);
}

bool Prose::is_patch() const {
  if (patch_) return *patch_;
  const std::string_view all = text();
  patch_ = all.starts_with("diff ") || all.starts_with("Index: ") || all.starts_with("@@ -");
  for (const std::string_view mark :
       {"\ndiff --git ", "\n@@ -", "\n+++ ", "\nIndex: ", "\n--- a/"}) {
    patch_ = *patch_ || all.find(mark) != std::string_view::npos;
  }
  return *patch_;
}

bool Prose::counts(std::size_t begin, std::size_t end) const {
  if (settings_.kind != Kind::message) return false;
  const std::string_view whole = visible_.line(begin);
  const std::string_view quote = ascii::trim(whole.substr(0, 4));
  if (quote.starts_with('>') || quote.starts_with("|") || is_in_url(text(), begin)) return false;
  const bool greets = salutation_length(ascii::trim(whole)) > 0;
  if (is_talk() && !greets) return false;
  const auto offset = static_cast<std::size_t>(text().data() + begin - whole.data());
  const std::size_t from = offset - std::min(offset, octets_around);
  const std::string around = without_tags(whole.substr(from, 2 * octets_around));
  if (is_source_code(around) || speaks_of_templates(around)) return false;
  if (is_personal() && is_cited(text(), begin, end)) return false;
  return !visible_.is_code(begin) && !is_patch();
}

}  // namespace maillint
