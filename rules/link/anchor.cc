// Rule link-broken-anchor: "#id" names no place in the page.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lint/ascii.h"
#include "lint/web/html_tokenizer.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/placeholder.h"
#include "rules/unfilled.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"WHATWG HTML 7.4.6.4"};

/// Names of places in lower case (browsers compare exactly, but no one sees the difference),
/// sorted.
std::vector<std::string> places_of(std::string_view html) {
  std::vector<std::string> places;
  HtmlTokenizer tokenizer(html);
  for (HtmlToken token = tokenizer.next(); token.kind != HtmlTokenKind::end_of_input;
       token = tokenizer.next()) {
    if (token.kind != HtmlTokenKind::start_tag) continue;
    for (const std::string_view name : {"id", "name"}) {
      const HtmlAttribute* attribute = tokenizer.attribute(name);
      if (attribute == nullptr) continue;
      const std::string_view value = tokenizer.text(attribute->value);
      places.push_back(ascii::to_lower(decode_entities(value, EntityContext::attribute)));
    }
  }
  std::ranges::sort(places);
  return places;
}

/// The place that a link names in its own page; "" if it leads elsewhere, or nowhere by intent.
std::string_view place_named(const Link& link) {
  if (link.html == nullptr || link.known != KnownUrl::all) return {};
  const std::string_view target = ascii::trim(link.target);
  if (target.size() < 2 || target.front() != '#' || target[1] == '!') return {};
  if (ascii::equal(target, "#top") || is_unfilled_target(target) || find_placeholder(target)) {
    return {};
  }
  return target.substr(1);
}

bool has(const std::vector<std::string>& places, std::string_view name) {
  return std::ranges::binary_search(places, ascii::to_lower(name)) ||
         std::ranges::binary_search(places, ascii::to_lower(percent_decoded(name)));
}

/// Answers and forwards quote pieces of pages, and mail programs take the names out of them.
bool quotes_others(const Message& message, const Facts& facts) {
  if (message.has(FieldId::in_reply_to) || message.has(FieldId::references)) return true;
  const Subject* subject = facts.subject();
  return subject != nullptr && lists::reply_prefix(subject->text).has_value();
}

void check(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  constexpr std::uint32_t none = 0xFFFFFFFF;
  std::uint32_t read = none;
  std::vector<std::string> places;
  for (const Link& link : facts.links()) {
    const std::string_view name = place_named(link);
    if (name.empty()) continue;
    if (read == none && quotes_others(message, facts)) return;
    if (read != link.text_body) {
      places = places_of(facts.text_bodies()[link.text_body].text.text());
      read = link.text_body;
    }
    if (has(places, name)) continue;
    report(link.place, fmt::format("no element has the id \"{}\"", name));
  }
}

}  // namespace

constinit const Rule link_broken_anchor{
    .id = "link-broken-anchor",
    .severity = Severity::warning,
    .criterion = Criterion::links,
    .summary = "Link to a place in the message that does not exist",
    .why = "People click and nothing happens.",
    .remedy = "Give the target the id that the link names, or take the link away.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
