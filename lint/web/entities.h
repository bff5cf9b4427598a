// The named character references of HTML in common use.
#pragma once

#include <cstddef>
#include <string_view>

namespace maillint {

struct Entity {
  std::string_view name;  // without "&" and ";"
  char32_t code_point = 0;
  bool bare = false;  // also without ";" (the names of HTML 2 and 3)
};

/// nullptr if the name is unknown. Case counts.
const Entity* find_entity(std::string_view name);

/// Whether HTML knows the name at all, in common use or not.
bool is_entity_name(std::string_view name);

inline constexpr std::size_t longest_entity_name = 16;

}  // namespace maillint
