// What the tags of a template become: the example data that a team keeps beside it.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "lint/decoded.h"
#include "lint/result.h"
#include "lint/template/tags.h"

namespace maillint {

/// Values by path: "customer.name". Names are compared without case, as services do.
class TemplateValues {
 public:
  /// Of a JSON object; nested objects make paths, lists none.
  static Result<TemplateValues> read_json(std::string_view json);

  /// What the tag, as written, becomes; nullptr unless it is a path and nothing else.
  const std::string* find(std::string_view tag) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

/// `text` with the tags that have a value filled in and the others masked; places lead back to the
/// tags.
DecodedText fill_in(const DecodedText& text, std::span<const TemplateTag> tags,
                    const TemplateValues& values);

}  // namespace maillint
