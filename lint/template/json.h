// Templates in JSON, as Amazon SES has them: subject, HTML and text are strings of one object.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "lint/decoded.h"
#include "lint/template/file.h"

namespace maillint {

/// An object with HtmlPart, TextPart or SubjectPart, also inside "Template" or "TemplateContent"
/// (there they are called Html, Text and Subject).
std::optional<TemplateFile> read_json_template(std::string_view octets);

/// What stands between the quotes of a JSON string, escapes undone. `source_begin`: its first
/// octet.
DecodedText decode_json_string(std::string_view written, std::size_t source_begin);

}  // namespace maillint
