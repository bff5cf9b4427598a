// How an HTML body is written: what rules about HTML look at, found in the same pass as its text.
#include "lint/web/html_structure.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/web_uses.h"

namespace maillint {

const HtmlTag* HtmlStructure::find(std::string_view element) const {
  const std::size_t number = html_element_number(element);
  const auto found = std::ranges::find(tags, number, &HtmlTag::element);
  return found == tags.end() ? nullptr : &*found;
}

const WebUses& HtmlStructure::uses(std::string_view html) const {
  if (!uses_) uses_ = std::make_shared<const WebUses>(html);
  return *uses_;
}

const HtmlAttribute* HtmlStructure::attribute(const HtmlTag& tag, std::string_view name,
                                              std::string_view html) const {
  const auto all = attributes_of(tag);
  const auto found = std::ranges::find_if(all, [&](const HtmlAttribute& a) {
    return ascii::equal(html.substr(a.name.begin, a.name.size()), name);
  });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace maillint
