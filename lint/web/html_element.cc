// The HTML elements that matter for reading order and visibility.
#include "lint/web/html_element.h"

#include <array>
#include <cstdint>

#include "lint/ascii.h"

namespace maillint {
namespace {

using std::string_view_literals::operator""sv;

// Sorted by name behind the one that stands for all others.
constexpr auto elements = std::to_array<HtmlElement>({
    {""sv, 0},
    {"a"sv, 0},
    {"abbr"sv, 0},
    {"acronym"sv, 0},
    {"address"sv, html_block | html_ends_p},
    {"applet"sv, html_block | html_scope | html_noted},
    {"area"sv, html_void},
    {"article"sv, html_block | html_ends_p},
    {"aside"sv, html_block | html_ends_p},
    {"audio"sv, html_noted},
    {"b"sv, 0},
    {"base"sv, html_void | html_head | html_noted},
    {"bdo"sv, 0},
    {"bgsound"sv, html_void | html_head | html_noted},
    {"big"sv, 0},
    {"blockquote"sv, html_block | html_ends_p},
    {"body"sv, html_block | html_optional_end | html_noted},
    {"br"sv, html_void},
    {"button"sv, html_noted},
    {"caption"sv, html_block | html_scope | html_table_part | html_optional_end},
    {"center"sv, html_block | html_ends_p},
    {"cite"sv, 0},
    {"code"sv, 0},
    {"col"sv, html_void},
    {"colgroup"sv, html_block | html_table_part | html_optional_end},
    {"dd"sv, html_block | html_ends_p | html_optional_end},
    {"del"sv, 0},
    {"details"sv, html_block | html_ends_p},
    {"dfn"sv, 0},
    {"dialog"sv, html_block | html_ends_p},
    {"dir"sv, html_block | html_ends_p},
    {"div"sv, html_block | html_ends_p},
    {"dl"sv, html_block | html_ends_p},
    {"dt"sv, html_block | html_ends_p | html_optional_end},
    {"em"sv, 0},
    {"embed"sv, html_void | html_noted},
    {"fieldset"sv, html_block | html_ends_p},
    {"figcaption"sv, html_block | html_ends_p},
    {"figure"sv, html_block | html_ends_p},
    {"font"sv, 0},
    {"footer"sv, html_block | html_ends_p},
    {"form"sv, html_block | html_ends_p | html_noted},
    {"frame"sv, html_void | html_noted},
    {"frameset"sv, html_block | html_noted},
    {"h1"sv, html_block | html_ends_p | html_noted},
    {"h2"sv, html_block | html_ends_p | html_noted},
    {"h3"sv, html_block | html_ends_p | html_noted},
    {"h4"sv, html_block | html_ends_p | html_noted},
    {"h5"sv, html_block | html_ends_p | html_noted},
    {"h6"sv, html_block | html_ends_p | html_noted},
    {"head"sv, html_head | html_optional_end | html_noted},
    {"header"sv, html_block | html_ends_p},
    {"hgroup"sv, html_block | html_ends_p},
    {"hr"sv, html_block | html_ends_p | html_void},
    {"html"sv, html_block | html_optional_end | html_noted},
    {"i"sv, 0},
    {"iframe"sv, html_raw | html_noted},
    {"img"sv, html_void},
    {"input"sv, html_void | html_noted},
    {"ins"sv, 0},
    {"kbd"sv, 0},
    {"keygen"sv, html_void},
    {"label"sv, 0},
    {"legend"sv, html_block},
    {"li"sv, html_block | html_ends_p | html_optional_end},
    {"link"sv, html_void | html_head | html_noted},
    {"listing"sv, html_block | html_ends_p},
    {"main"sv, html_block | html_ends_p},
    {"map"sv, 0},
    {"mark"sv, 0},
    {"marquee"sv, html_block | html_scope},
    {"menu"sv, html_block | html_ends_p},
    {"meta"sv, html_void | html_head | html_noted},
    {"nav"sv, html_block | html_ends_p},
    {"nobr"sv, 0},
    {"noembed"sv, html_raw},
    {"noframes"sv, html_raw},
    {"noscript"sv, html_head},
    {"object"sv, html_block | html_scope | html_noted},
    {"ol"sv, html_block | html_ends_p},
    {"optgroup"sv, html_block | html_optional_end},
    {"option"sv, html_block | html_optional_end},
    {"p"sv, html_block | html_ends_p | html_optional_end},
    {"param"sv, html_void},
    {"picture"sv, 0},
    {"plaintext"sv, html_block | html_ends_p | html_raw},
    {"pre"sv, html_block | html_ends_p},
    {"q"sv, 0},
    {"s"sv, 0},
    {"samp"sv, 0},
    {"script"sv, html_head | html_raw | html_noted},
    {"search"sv, html_block | html_ends_p},
    {"section"sv, html_block | html_ends_p},
    {"select"sv, html_block | html_noted},
    {"small"sv, 0},
    {"source"sv, html_void},
    {"span"sv, 0},
    {"strike"sv, 0},
    {"strong"sv, 0},
    {"style"sv, html_head | html_raw},
    {"sub"sv, 0},
    {"summary"sv, html_block | html_ends_p},
    {"sup"sv, 0},
    {"svg"sv, 0},
    {"table"sv, html_block | html_ends_p | html_scope},
    {"tbody"sv, html_block | html_table_part | html_optional_end},
    {"td"sv, html_block | html_scope | html_table_part | html_cell | html_optional_end},
    {"template"sv, html_block | html_scope},
    {"textarea"sv, html_raw | html_noted},
    {"tfoot"sv, html_block | html_table_part | html_optional_end},
    {"th"sv, html_block | html_scope | html_table_part | html_cell | html_optional_end},
    {"thead"sv, html_block | html_table_part | html_optional_end},
    {"time"sv, 0},
    {"title"sv, html_head | html_raw | html_noted},
    {"tr"sv, html_block | html_table_part | html_optional_end},
    {"track"sv, html_void},
    {"tt"sv, 0},
    {"u"sv, 0},
    {"ul"sv, html_block | html_ends_p},
    {"var"sv, 0},
    {"video"sv, html_noted},
    {"wbr"sv, html_void},
    {"xmp"sv, html_raw},
});
static_assert(elements.size() == html_element_count);

constexpr std::size_t longest_name = 10;

constexpr std::size_t slot_count = 512;

/// Where to begin looking for a name; both cases of its letters give the same.
constexpr std::size_t slot_of(std::string_view name) {
  std::size_t hash = name.size();
  for (const char c : name) hash = hash * 31 + (static_cast<unsigned char>(c) | 0x20U);
  return hash % slot_count;
}

/// Numbers of the elements by the hash of their names, 0 in free slots.
constexpr auto slots = [] {
  std::array<std::uint8_t, slot_count> table{};
  for (std::size_t i = 1; i < elements.size(); ++i) {
    std::size_t slot = slot_of(elements[i].name);
    while (table[slot] != 0) slot = (slot + 1) % slot_count;
    table[slot] = static_cast<std::uint8_t>(i);
  }
  return table;
}();

}  // namespace

std::size_t html_element_number(std::string_view name) {
  if (name.size() > longest_name) return 0;
  for (std::size_t slot = slot_of(name); slots[slot] != 0; slot = (slot + 1) % slot_count) {
    if (ascii::equal(elements[slots[slot]].name, name)) return slots[slot];
  }
  return 0;
}

const HtmlElement& html_element(std::size_t number) { return elements[number]; }

}  // namespace maillint
