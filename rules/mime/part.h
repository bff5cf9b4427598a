// What rules about parts share.
#pragma once

#include <cstdint>
#include <string_view>

#include "lint/rule.h"

namespace maillint::rules {

/// Calls `visit(index, part)` for the parts of the message itself. What a nested message holds is a
/// document that somebody else wrote.
template <typename Visit>
void for_each_own_part(const Message& message, Visit visit) {
  const std::span<const Part> parts = message.parts();
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    if (parts[i].message_root == 0) visit(i, parts[i]);
  }
}

/// A leaf has octets of its own.
inline bool is_leaf(const Part& part) { return !part.is_multipart && !part.is_message; }

/// The value of the part's first field of that id; without one, where the part begins.
inline Place field_place(const Message& message, FieldId id, std::uint32_t part) {
  const Field* field = message.find(id, part);
  const Part& p = message.parts()[part];
  const Span begin = span_of(p.header.begin, p.header.begin);
  return {.source = field == nullptr ? begin : message.trimmed(*field), .part = part};
}

/// The value of a parameter of the part's Content-Type; without it, the field.
inline Place parameter_place(const Facts& facts, std::uint32_t part, std::string_view name) {
  const Parameter* parameter = facts.content_type(part).find(name);
  if (parameter != nullptr) return {.source = parameter->span, .part = part};
  return field_place(facts.message(), FieldId::content_type, part);
}

}  // namespace maillint::rules
