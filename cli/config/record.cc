// What maillint.toml says, as text with the line of each value.
#include "cli/config/record.h"

#include <fmt/format.h>

#include <sstream>

namespace maillint::cli {
namespace {

std::string text_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  std::ostringstream out;
  node.visit([&out](const auto& value) {
    if constexpr (toml::is_value<decltype(value)>) out << value;
  });
  return out.str();
}

std::string where(std::string_view file, const toml::node& node) {
  return fmt::format("{}:{}", file, node.source().begin.line);
}

}  // namespace

void record(std::string_view key, const toml::node& value, std::string_view file,
            std::vector<Setting>& out) {
  if (const toml::table* table = value.as_table()) {
    for (const auto& [name, inner] : *table)
      record(fmt::format("{}.{}", key, name.str()), inner, file, out);
    return;
  }
  const toml::array* array = value.as_array();
  const std::string said = where(file, value);
  if (array == nullptr) {
    out.push_back({.key = std::string(key), .value = text_of(value), .where = said, .said = said});
    return;
  }
  for (const toml::node& item : *array) {
    if (item.is_table()) return;
    out.push_back({.key = std::string(key),
                   .value = text_of(item),
                   .where = where(file, item),
                   .said = said});
  }
}

}  // namespace maillint::cli
