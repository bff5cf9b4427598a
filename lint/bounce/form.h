// Fields as a web form sends them (application/x-www-form-urlencoded).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillint::bounce {

/// "status=Error&to=jane%40b.example" -> names and values, decoded. Empty if text is no such form:
/// one line without spaces that begins with a name and holds an escape or several fields.
std::vector<std::pair<std::string, std::string>> read_form(std::string_view text);

}  // namespace maillint::bounce
