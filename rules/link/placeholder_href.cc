// Rule link-placeholder-href: the link has a target that was to be filled in later.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"pre-send checklists"};

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

void check(const Link& link, const Facts&, const Settings&, const Reporter& report) {
  if (link.html == nullptr) return;
  const std::string_view target = ascii::trim(link.target);
  if (target.empty() || target.size() > 40) return;  // link-empty-href reports the empty ones
  const std::string text = core(target);
  const bool nothing = (text.empty() && target != "/") || text == "#" || text == "#!";
  if (!nothing && !std::ranges::binary_search(words, std::string_view(text))) return;
  report(link.place, fmt::format("the target \"{}\" was never filled in", target));
}

}  // namespace

constinit const Rule link_placeholder_href{
    .id = "link-placeholder-href",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link leads nowhere",
    .why =
        "The target is what an editor puts in until the real one is known. Recipients click and "
        "nothing happens.",
    .remedy = "Fill in the address, or take the link away.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
