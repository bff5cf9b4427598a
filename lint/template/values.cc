// What the tags of a template become.
#include "lint/template/values.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "lint/ascii.h"

namespace maillint {
namespace {

using Json = nlohmann::json;

/// Deeper data is no example for a template.
constexpr std::size_t depth_most = 20;

bool is_path_octet(char c) {
  return ascii::is_alnum(c) || c == '_' || c == '.' || c == '-' || ascii::is_8bit(c);
}

/// The name inside the signs: "{{{ user.name }}}" holds "user.name".
std::string path_of(std::string_view tag) {
  constexpr std::string_view signs = "{}%*|[]<>=$#@&-~ \t\r\n";
  const std::size_t begin = tag.find_first_not_of(signs);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = tag.find_last_not_of(signs) + 1;
  std::string_view path = tag.substr(begin, end - begin);
  if (!std::ranges::all_of(path, is_path_octet)) return {};
  while (path.starts_with('.')) path.remove_prefix(1);  // Go's ".Name"
  return ascii::to_lower(path);
}

std::string words_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

Result<TemplateValues> TemplateValues::read_json(std::string_view json) {
  const Json root = Json::parse(json, nullptr, false);
  if (!root.is_object()) {
    return tl::unexpected(Error{.what = "no JSON object", .hint = "{\"name\": \"Anna\"}"});
  }
  TemplateValues result;
  struct Level {
    const Json* object;
    std::string path;
    std::size_t depth;
  };
  std::vector<Level> open = {{&root, "", 0}};
  while (!open.empty()) {
    const Level level = std::move(open.back());
    open.pop_back();
    for (const auto& [key, value] : level.object->items()) {
      const std::string path = level.path + ascii::to_lower(key);
      if (value.is_object()) {
        if (level.depth < depth_most) open.push_back({&value, path + '.', level.depth + 1});
      } else if (!value.is_array() && !value.is_null()) {
        result.values_.emplace(path, words_of(value));
      }
    }
  }
  return result;
}

const std::string* TemplateValues::find(std::string_view tag) const {
  const auto found = values_.find(path_of(tag));
  return found == values_.end() ? nullptr : &found->second;
}

DecodedText fill_in(const DecodedText& text, std::span<const TemplateTag> tags,
                    const TemplateValues& values) {
  const std::string_view written = text.text();
  const std::string masked = mask_template_tags(written, tags);
  std::string filled;
  OffsetMap map;
  std::size_t at = 0;
  const auto copy_to = [&](std::size_t end) {
    filled.append(masked, at, end - at);
    map.append(end - at, at);
    at = end;
  };
  for (const TemplateTag& tag : tags) {
    const auto size = static_cast<std::uint16_t>(tag.span.size());
    const std::string* value = tag.kind == TemplateTagKind::value
                                   ? values.find(written.substr(tag.span.begin, tag.span.size()))
                                   : nullptr;
    if (value == nullptr || tag.span.size() > 0xFFFF || value->size() > 0xFFFF) continue;
    copy_to(tag.span.begin);
    filled += *value;
    if (!value->empty()) {
      map.append(value->size(), at, static_cast<std::uint16_t>(value->size()), size);
    }
    at = tag.span.end;
  }
  copy_to(masked.size());
  return DecodedText::decoded_again(text, std::move(filled), std::move(map));
}

}  // namespace maillint
