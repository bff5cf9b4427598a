// The addresses of List-* fields, with the brackets around them.
#pragma once

#include <string_view>
#include <vector>

#include "lint/facts.h"

namespace maillint {

/// What stands in one pair of < >, or an address outside of any.
struct ListItem {
  Span span;              // without the brackets, with white space at its ends
  std::string_view text;  // octets of it, folds inside
  bool opened = false;    // "<" stands before it
  bool closed = false;    // ">" stands after it
};

/// Items of the field in order; comments and commas between them are none, at most 1,000. Text
/// outside of brackets is one item for each run without white space.
std::vector<ListItem> list_items(const Message& message, const Field& field);

/// "mailto:", "https:": a letter, then letters, digits, "+", "-" and ".", then ":".
bool has_uri_scheme(std::string_view text);

/// Whether a field holds addresses (RFC 2369): List-Help, List-Unsubscribe...
bool is_list_uri_field(FieldId id);

}  // namespace maillint
