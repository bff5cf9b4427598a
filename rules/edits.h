// What the fixes of several rules share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lint/message.h"
#include "lint/rule.h"

namespace maillint::rules {

/// How the first line of the message ends, which is how its new lines should.
std::string line_end_of(const Message& message);

/// The field of the root header that holds this octet, nullptr if none does.
const Field* field_at(const Message& message, std::uint32_t offset);

/// A new line of the header behind a field; `line` without its end.
Edit after_field(const Message& message, const Field& field, std::string_view line);

/// Takes a field out, with its line end.
Edit without_field(const Message& message, const Field& field);

}  // namespace maillint::rules
