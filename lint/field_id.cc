// Field names to ids: a table made by the compiler, one comparison a name.
#include "lint/field_id.h"

#include <array>
#include <cstddef>

#include "lint/ascii.h"

namespace maillint {
namespace {

constexpr std::string_view names[] = {
    "",
#define MAILLINT_FIELD(enumerator, name) name,
#include "lint/field_id.def"
#undef MAILLINT_FIELD
};
constexpr std::size_t slots = 512;

/// Length and three letters tell nearly all known names apart.
constexpr std::size_t slot_of(std::string_view name) {
  const auto letter = [name](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(ascii::lower(name[i])));
  };
  return (name.size() * 67 + letter(0) * 5 + letter(name.size() / 2) * 31 +
          letter(name.size() - 1) * 13) %
         slots;
}

/// Open addressing: an empty slot ends the search.
constexpr std::array<std::uint8_t, slots> make_table() {
  std::array<std::uint8_t, slots> table{};
  for (std::size_t id = 1; id < std::size(names); ++id) {
    std::size_t slot = slot_of(names[id]);
    while (table[slot] != 0) slot = (slot + 1) % slots;
    table[slot] = static_cast<std::uint8_t>(id);
  }
  return table;
}

constexpr auto table = make_table();
static_assert(std::size(names) < 256, "FieldId is one octet");

}  // namespace

FieldId field_id(std::string_view name) {
  if (name.empty()) return FieldId::other;
  for (std::size_t slot = slot_of(name); table[slot] != 0; slot = (slot + 1) % slots) {
    if (ascii::equal(names[table[slot]], name)) return static_cast<FieldId>(table[slot]);
  }
  return FieldId::other;
}

std::string_view field_name(FieldId id) { return names[static_cast<std::size_t>(id)]; }

bool is_address_field(FieldId id) {
  switch (id) {
    case FieldId::from:
    case FieldId::sender:
    case FieldId::reply_to:
    case FieldId::to:
    case FieldId::cc:
    case FieldId::bcc:
    case FieldId::disposition_notification_to:
    case FieldId::resent_from:
    case FieldId::resent_sender:
    case FieldId::resent_to:
    case FieldId::resent_cc:
    case FieldId::resent_bcc:
      return true;
    default:
      return false;
  }
}

}  // namespace maillint
