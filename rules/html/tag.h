// What rules about tags share.
#pragma once

#include <string>
#include <string_view>

#include "lint/ascii.h"
#include "lint/facts.h"
#include "lint/web/html_structure.h"

namespace maillint {

/// The value of an attribute (lower case name), trimmed and decoded; "" if absent.
inline std::string attribute_value(const HtmlBody& html, const HtmlTag& tag,
                                   std::string_view name) {
  const HtmlAttribute* found = html.structure().attribute(tag, name, html.html());
  if (found == nullptr) return {};
  return decode_entities(ascii::trim(html.html(found->value)), EntityContext::attribute);
}

/// At most 60 octets of `text`, for a message that quotes it.
inline std::string shortened(std::string_view text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return std::string(text);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

/// Calls visit(tag) for each start tag of that name (lower case, html_noted).
template <typename Visit>
void each_tag(const HtmlBody& html, std::string_view name, Visit visit) {
  const std::size_t element = html_element_number(name);
  for (const HtmlTag& tag : html.structure().tags) {
    if (tag.element == element) visit(tag);
  }
}

}  // namespace maillint
