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
    {"address"sv, html_block | html_ends_p},
    {"area"sv, html_void},
    {"article"sv, html_block | html_ends_p},
    {"aside"sv, html_block | html_ends_p},
    {"b"sv, 0},
    {"base"sv, html_void | html_head},
    {"bdo"sv, 0},
    {"bgsound"sv, html_void | html_head},
    {"big"sv, 0},
    {"blockquote"sv, html_block | html_ends_p},
    {"body"sv, html_block},
    {"br"sv, html_void},
    {"button"sv, 0},
    {"caption"sv, html_block | html_scope | html_table_part},
    {"center"sv, html_block | html_ends_p},
    {"cite"sv, 0},
    {"code"sv, 0},
    {"col"sv, html_void},
    {"colgroup"sv, html_block | html_table_part},
    {"dd"sv, html_block | html_ends_p},
    {"del"sv, 0},
    {"details"sv, html_block | html_ends_p},
    {"dialog"sv, html_block | html_ends_p},
    {"dir"sv, html_block | html_ends_p},
    {"div"sv, html_block | html_ends_p},
    {"dl"sv, html_block | html_ends_p},
    {"dt"sv, html_block | html_ends_p},
    {"em"sv, 0},
    {"embed"sv, html_void},
    {"fieldset"sv, html_block | html_ends_p},
    {"figcaption"sv, html_block | html_ends_p},
    {"figure"sv, html_block | html_ends_p},
    {"font"sv, 0},
    {"footer"sv, html_block | html_ends_p},
    {"form"sv, html_block | html_ends_p},
    {"frame"sv, html_void},
    {"frameset"sv, html_block},
    {"h1"sv, html_block | html_ends_p},
    {"h2"sv, html_block | html_ends_p},
    {"h3"sv, html_block | html_ends_p},
    {"h4"sv, html_block | html_ends_p},
    {"h5"sv, html_block | html_ends_p},
    {"h6"sv, html_block | html_ends_p},
    {"head"sv, html_head},
    {"header"sv, html_block | html_ends_p},
    {"hgroup"sv, html_block | html_ends_p},
    {"hr"sv, html_block | html_ends_p | html_void},
    {"html"sv, html_block},
    {"i"sv, 0},
    {"iframe"sv, html_raw},
    {"img"sv, html_void},
    {"input"sv, html_void},
    {"ins"sv, 0},
    {"kbd"sv, 0},
    {"keygen"sv, html_void},
    {"label"sv, 0},
    {"legend"sv, html_block},
    {"li"sv, html_block | html_ends_p},
    {"link"sv, html_void | html_head},
    {"listing"sv, html_block | html_ends_p},
    {"main"sv, html_block | html_ends_p},
    {"map"sv, 0},
    {"mark"sv, 0},
    {"marquee"sv, html_block | html_scope},
    {"menu"sv, html_block | html_ends_p},
    {"meta"sv, html_void | html_head},
    {"nav"sv, html_block | html_ends_p},
    {"nobr"sv, 0},
    {"noembed"sv, html_raw},
    {"noframes"sv, html_raw},
    {"noscript"sv, html_head},
    {"object"sv, html_block | html_scope},
    {"ol"sv, html_block | html_ends_p},
    {"optgroup"sv, html_block},
    {"option"sv, html_block},
    {"p"sv, html_block | html_ends_p},
    {"param"sv, html_void},
    {"plaintext"sv, html_block | html_ends_p | html_raw},
    {"pre"sv, html_block | html_ends_p},
    {"q"sv, 0},
    {"s"sv, 0},
    {"samp"sv, 0},
    {"script"sv, html_head | html_raw},
    {"search"sv, html_block | html_ends_p},
    {"section"sv, html_block | html_ends_p},
    {"select"sv, html_block},
    {"small"sv, 0},
    {"source"sv, html_void},
    {"span"sv, 0},
    {"strike"sv, 0},
    {"strong"sv, 0},
    {"style"sv, html_head | html_raw},
    {"sub"sv, 0},
    {"summary"sv, html_block | html_ends_p},
    {"sup"sv, 0},
    {"table"sv, html_block | html_ends_p | html_scope},
    {"tbody"sv, html_block | html_table_part},
    {"td"sv, html_block | html_scope | html_table_part | html_cell},
    {"template"sv, html_block | html_scope},
    {"textarea"sv, html_raw},
    {"tfoot"sv, html_block | html_table_part},
    {"th"sv, html_block | html_scope | html_table_part | html_cell},
    {"thead"sv, html_block | html_table_part},
    {"title"sv, html_head | html_raw},
    {"tr"sv, html_block | html_table_part},
    {"track"sv, html_void},
    {"tt"sv, 0},
    {"u"sv, 0},
    {"ul"sv, html_block | html_ends_p},
    {"var"sv, 0},
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
