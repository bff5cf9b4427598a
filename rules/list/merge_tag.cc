// Rule list-unsubscribe-placeholder: the address of List-Unsubscribe was never filled in.
#include "rules/list/merge_tag.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/url.h"
#include "rules/index.h"
#include "rules/list/uri.h"

namespace maillint {
namespace {

bool is_name_octet(char c) { return ascii::is_alnum(c) || c == '_' || c == '-' || c == '.'; }

/// "%C3": what follows may look like the end of a tag ("%C3ABC%20").
bool is_escape(std::string_view uri, std::size_t at) {
  return uri[at] == '%' && at + 2 < uri.size() && ascii::is_hex(uri[at + 1]) &&
         ascii::is_hex(uri[at + 2]);
}

/// A name between two signs from `at` on: its end, 0 if there is none.
std::size_t name_between(std::string_view uri, std::size_t at, char close) {
  std::size_t i = at + 1;
  while (i < uri.size() && (is_name_octet(uri[i]) || uri[i] == ' ')) ++i;
  return i > at + 1 && i < uri.size() && uri[i] == close ? i + 1 : 0;
}

/// "http://[2001:db8::1]/" has brackets of its own.
bool begins_host(std::string_view uri, std::size_t at) { return uri.substr(0, at).ends_with("//"); }

/// "UNSUBSCRIBE_URL": capitals with "_" in the place of the whole address.
bool is_constant(std::string_view uri) {
  const bool capitals = std::ranges::all_of(
      uri, [](char c) { return (c >= 'A' && c <= 'Z') || ascii::is_digit(c) || c == '_'; });
  return capitals && uri.find('_') != std::string_view::npos;
}

}  // namespace

Placeholder find_merge_tag(std::string_view uri) {
  for (Placeholder found = find_placeholder(uri); found; found = find_placeholder(uri, found.end)) {
    if (!is_escape(uri, found.begin)) return found;
  }
  if (is_constant(ascii::trim(uri))) return {0, uri.size()};
  for (std::size_t i = 0; i < uri.size(); ++i) {
    std::size_t end = 0;
    if (uri[i] == '{') end = name_between(uri, i, '}');
    if (uri[i] == '[' && !begins_host(uri, i)) end = name_between(uri, i, ']');
    if (uri[i] == '%' && !is_escape(uri, i)) end = name_between(uri, i, '%');
    if (end > 0) return {i, end};
  }
  // "%7B%7Bunsubscribe%7D%7D": a program escaped the tag.
  static constexpr std::string_view signs[] = {"%7B%7B", "%7C*", "*%7C", "%7B%25", "%5B%5B"};
  for (const std::string_view sign : signs) {
    const std::size_t at = ascii::find(uri, sign);
    if (at != std::string_view::npos)
      return {at, std::min(uri.find_first_of("<>, \t\r\n", at), uri.size())};
  }
  return {};
}

namespace rules {
namespace {

constexpr std::string_view references[] = {"pre-send checklists"};

void check(const Field& field, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  if (field.id != FieldId::list_unsubscribe) return;
  if (settings.kind == Kind::template_) return;  // there it belongs
  const Message& message = facts.message();
  const std::string_view body = message.body(field);
  const Placeholder found = find_merge_tag(body);
  if (found) {
    const std::string_view tag = body.substr(found.begin, found.end - found.begin);
    return report(span_of(field.body.begin + found.begin, field.body.begin + found.end),
                  fmt::format("\"{}\" was not filled in", tag.substr(0, 80)));
  }
  for (const ListItem& item : list_items(message, field)) {
    if (!find_merge_tag(ascii::trim(item.text))) continue;
    report(item.span, fmt::format("\"{}\" was not filled in", item.text.substr(0, 80)));
  }
}

}  // namespace

constinit const Rule list_unsubscribe_placeholder{
    .id = "list-unsubscribe-placeholder",
    .severity = Severity::error,
    .criterion = Criterion::bulk,
    .summary = "Merge tag left in List-Unsubscribe",
    .why = "Nobody can unsubscribe, so readers press \"spam\" instead.",
    .remedy = "Let the mailing program fill in the address, and look at the message as sent.",
    .references = references,
    .check = check,
};

}  // namespace rules
}  // namespace maillint
