// Targets that an editor puts in until the real one is known.
#include "rules/unfilled.h"

#include <algorithm>
#include <string>

#include "lint/ascii.h"

namespace maillint {
namespace {

/// Sorted.
constexpr std::string_view words[] = {"changeme",   "href",     "insert-link",  "insert-link-here",
                                      "insert-url", "link",     "link-here",    "placeholder",
                                      "tba",        "tbd",      "todo",         "url",
                                      "xxx",        "xxxx",     "your-link",    "your-link-here",
                                      "your-url",   "yourlink", "yourlinkhere", "yoururl"};

/// Lower case, without the brackets, the scheme and "www." around it.
std::string core(std::string_view target) {
  std::string text = ascii::to_lower(target);
  std::ranges::replace(text, ' ', '-');
  std::ranges::replace(text, '_', '-');
  std::string_view rest = text;
  for (const std::string_view lead : {"[", "http://", "https://", "http:", "https:", "www."}) {
    if (rest.starts_with(lead)) rest.remove_prefix(lead.size());
  }
  while (!rest.empty() && (rest.back() == ']' || rest.back() == '/')) rest.remove_suffix(1);
  return std::string(rest);
}

}  // namespace

bool is_unfilled_target(std::string_view target) {
  target = ascii::trim(target);
  if (target.empty() || target.size() > 40) return false;  // link-empty-href reports empty ones
  const std::string text = core(target);
  if (text.empty()) return target != "/";
  return text == "#" || text == "#!" || std::ranges::binary_search(words, std::string_view(text));
}

}  // namespace maillint
