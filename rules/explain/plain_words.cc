// Words of a reply as patterns look at them.
#include "rules/explain/plain_words.h"

#include <algorithm>

#include "lint/ascii.h"

namespace maillint {
namespace {

/// What stands for a word with dots inside: sentences end at dots, and words near each other are
/// parted there. "" for any other word.
std::string_view name_of(std::string_view word) {
  if (std::ranges::find(word, '@') != word.end()) return "x@y";
  if (word.find("://") != word.npos) return "url";
  const std::size_t dot = word.find('.');
  if (dot == word.npos || dot + 1 >= word.size() || !ascii::is_alnum(word[dot + 1])) return {};
  const bool letters = std::ranges::any_of(word, [](char c) { return ascii::is_alpha(c); });
  return letters ? (dot == 0 ? "extension" : "hostname") : "ipnumber";
}

}  // namespace

std::string without_dotted_names(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    const std::string_view name = name_of(word);
    out += name.empty() ? word : name;
    if (!name.empty() && !ascii::is_alnum(word.back())) out += word.back();
    if (end < text.size()) out += ' ';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace maillint
