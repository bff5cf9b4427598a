// Field names interned at the scan, so that no rule searches the header by string.
#pragma once

#include <cstdint>
#include <string_view>

namespace maillint {

/// The fields of lint/field_id.def; `other` for every name not in it.
enum class FieldId : std::uint8_t {
  other,
#define MAILLINT_FIELD(enumerator, name) enumerator,
#include "lint/field_id.def"
#undef MAILLINT_FIELD
};

/// Case-insensitive (RFC 5322 1.2.2). `other` if unknown.
FieldId field_id(std::string_view name);

/// Whether its body is an address list: originator, destination and notification fields.
bool is_address_field(FieldId id);

/// The usual spelling, "" for `other`.
std::string_view field_name(FieldId id);

}  // namespace maillint
