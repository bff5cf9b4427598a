// What show prints of a message.
#pragma once

#include <string>

#include "cli/render/text.h"
#include "lint/facts.h"

namespace maillint::cli {

/// One JSON object (OUTPUT of `show --format json`), with a line feed.
std::string json_of_message(const std::string& path, const Facts& facts);
std::string text_of_message(const std::string& path, const Facts& facts,
                            const TextContext& context);
/// The raw source with line numbers, each finding under its line.
std::string annotated_source(const Report& report, const TextContext& context);

/// A field's body as people read it: unfolded, encoded-words decoded.
std::string decoded_body(const Message& message, const Field& field);
/// "quoted-printable".
std::string_view encoding_name(TransferEncoding encoding);
/// "header-line-without-colon": the id of the rule that reports it.
std::string_view defect_id(Defect defect);

}  // namespace maillint::cli
