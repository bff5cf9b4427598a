// The addresses of List-* fields, with the brackets around them.
#include <algorithm>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "rules/list/uri.h"

namespace maillint {

std::vector<ListItem> list_items(const Message& message, const Field& field) {
  constexpr std::size_t most = 1'000;
  static constexpr OctetSet brackets("<>");
  static constexpr OctetSet ends("<>, \t\r\n");
  std::vector<ListItem> items;
  const std::string_view body = message.body(field);
  const auto add = [&](std::size_t begin, std::size_t end, bool opened, bool closed) {
    items.push_back({.span = span_of(field.body.begin + begin, field.body.begin + end),
                     .text = body.substr(begin, end - begin),
                     .opened = opened,
                     .closed = closed});
  };
  for (std::size_t at = 0; at < body.size() && items.size() < most;) {
    const char c = body[at];
    if (c == '<') {
      const std::size_t end = brackets.find(body, at + 1);
      const bool closed = end < body.size() && body[end] == '>';
      add(at + 1, end, true, closed);
      at = closed ? end + 1 : end;
    } else if (c == '(') {
      at = std::min(body.find(')', at), body.size() - 1) + 1;
    } else if (ascii::is_space(c) || c == ',') {
      ++at;
    } else {
      const std::size_t end = ends.find(body, at);
      const bool closed = end < body.size() && body[end] == '>';
      add(at, end, false, closed);
      at = closed ? end + 1 : end;
    }
  }
  return items;
}

bool has_uri_scheme(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos || !ascii::is_alpha(text.front())) return false;
  return std::ranges::all_of(text.substr(0, colon), [](char c) {
    return ascii::is_alnum(c) || c == '+' || c == '-' || c == '.';
  });
}

bool is_list_uri_field(FieldId id) {
  return id == FieldId::list_unsubscribe || id == FieldId::list_help ||
         id == FieldId::list_subscribe || id == FieldId::list_post || id == FieldId::list_owner ||
         id == FieldId::list_archive;
}

}  // namespace maillint
