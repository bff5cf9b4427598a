// The text and the HTML of a multipart/alternative.
#include "lint/utf8.h"
#include "rules/mime/alternative.h"

namespace maillint::rules {

bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, i);
    i += c.length;
    const bool invisible = c.value <= 0x20 || c.value == 0xA0 || c.value == 0xAD ||
                           c.value == 0x34F || (c.value >= 0x2000 && c.value <= 0x200F) ||
                           c.value == 0x2028 || c.value == 0x2029 || c.value == 0x202F ||
                           c.value == 0x2060 || c.value == 0x3000 || c.value == 0xFEFF;
    if (!invisible) return false;
  }
  return true;
}

std::vector<Alternative> alternatives_of(const Message& message, const Facts& facts) {
  const std::span<const Part> parts = message.parts();
  std::vector<Alternative> all;
  std::vector<std::uint32_t> number;  // by part: one more than its place in `all`
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    if (part.type == "multipart/alternative" && part.is_multipart) {
      all.push_back({.part = i});
      number.resize(parts.size());
      number[i] = static_cast<std::uint32_t>(all.size());
    }
    if (all.empty() || !is_leaf(part) || !part.type.starts_with("text/") || part.is_attachment)
      return;
    std::uint32_t up = part.parent;
    while (up != no_part && number[up] == 0) up = parts[up].parent;
    if (up == no_part) return;
    Alternative& around = all[number[up] - 1];
    if (const TextBody* body = facts.text_body(i)) {
      (body->is_html ? around.html : around.plain).push_back(body);
    } else if (part.type != "text/calendar" && part.type != "text/x-amp-html" &&
               part.type != "text/watch-html") {
      around.has_other_text = true;
    }
  });
  return all;
}

}  // namespace maillint::rules
