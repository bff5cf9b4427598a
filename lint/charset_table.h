// The charsets that maillint decodes, by all the names that mail gives them.
#pragma once

#include <cstdint>
#include <string_view>

namespace maillint {

/// How a charset is undone.
enum class CharsetKind : std::uint8_t {
  ascii,
  utf8,
  windows_1252,
  single_octet,  // by a table that iconv fills once
  gb18030,       // several octets a character, whose lengths the first ones tell
  big5,
  euc_kr,
  euc_jp,
  euc_tw,
  shift_jis,
  stateful,  // one character after the other
  refused    // hides markup, or is no charset: read as if nothing had been said
};

struct Charset {
  std::string_view name;   // preferred MIME name, lower case
  std::string_view iconv;  // "" if iconv is not asked
  CharsetKind kind;
  std::string_view aliases;  // lower case, separated by a space
};

/// nullptr if the label is not in the table; case and white space around it do not matter.
const Charset* find_charset(std::string_view label);

}  // namespace maillint
