// The only way for text of a message (or a file name) to a terminal, a log or a file.
#include "lint/escape.h"

#include <array>
#include <cstddef>

#include "lint/blocks.h"
#include "lint/utf8.h"

namespace maillint {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view upper_hex_digits = "0123456789ABCDEF";

enum class Octet : std::uint8_t { plain, control, quote, multibyte };

constexpr std::array<Octet, 256> octet_classes = [] {
  std::array<Octet, 256> table{};
  for (std::size_t i = 0; i < 256; ++i) {
    if (i < 0x20 || i == 0x7F) table[i] = Octet::control;
    if (i >= 0x80) table[i] = Octet::multibyte;
  }
  table['"'] = table['\\'] = Octet::quote;
  return table;
}();

Octet class_of(char c) { return octet_classes[static_cast<unsigned char>(c)]; }

/// C1, separators, bidi controls and tags: escaped in every format.
constexpr bool is_steering(char32_t c) {
  return (c >= 0x80 && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F) ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

constexpr bool is_invisible(char32_t c) {
  return c == 0x180E || (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2065) || c == 0xFEFF;
}

constexpr bool is_joiner(char32_t c) { return c == 0x200C || c == 0x200D; }

void append_hex_octet(std::string& out, char c) {
  const auto octet = static_cast<unsigned char>(c);
  out += "\\x";
  out += hex_digits[octet >> 4];
  out += hex_digits[octet & 15];
}

void append_control(std::string& out, char c, Keep keep) {
  if ((c == '\t' && keep != Keep::nothing) || (c == '\n' && keep == Keep::tab_and_line_feed)) {
    out += c;
  } else if (c == '\t') {
    out += "\\t";
  } else if (c == '\n') {
    out += "\\n";
  } else if (c == '\r') {
    out += "\\r";
  } else {
    append_hex_octet(out, c);
  }
}

void append_name(std::string& out, char32_t value) {
  out += "U+";
  for (int shift = value > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4) {
    out += upper_hex_digits[(value >> shift) & 15];
  }
}

void append_json_unit(std::string& out, char32_t unit) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += hex_digits[(unit >> shift) & 15];
}

void append_json_code_point(std::string& out, char32_t value) {
  if (value > 0xFFFF) {
    append_json_unit(out, 0xD800 + ((value - 0x10000) >> 10));
    append_json_unit(out, 0xDC00 + ((value - 0x10000) & 0x3FF));
  } else {
    append_json_unit(out, value);
  }
}

bool joins_non_ascii(std::string_view text, std::size_t at, std::size_t length) {
  return at > 0 && class_of(text[at - 1]) == Octet::multibyte && at + length < text.size() &&
         class_of(text[at + length]) == Octet::multibyte;
}

}  // namespace

bool is_deceptive(char32_t code_point) {
  return is_steering(code_point) || is_invisible(code_point);
}

void append_escaped(std::string& out, std::string_view text, Keep keep) {
  std::size_t copied = 0;  // text[0, copied) is in `out`
  for (std::size_t i = 0; i < text.size();) {
    const Octet octet = class_of(text[i]);
    if (octet == Octet::plain || octet == Octet::quote) {
      ++i;
      continue;
    }
    const utf8::CodePoint c = utf8::decode(text, i);
    const bool stays =
        octet == Octet::multibyte && c.valid &&
        (!is_deceptive(c.value) || (is_joiner(c.value) && joins_non_ascii(text, i, c.length)));
    if (!stays) {
      out.append(text, copied, i - copied);
      copied = i + c.length;
      if (octet == Octet::control) {
        append_control(out, text[i], keep);
      } else if (c.valid) {
        append_name(out, c.value);
      } else {
        append_hex_octet(out, text[i]);
      }
    }
    i += c.length;
  }
  out.append(text, copied);
}

std::string escaped(std::string_view text, Keep keep) {
  std::string out;
  out.reserve(text.size());
  append_escaped(out, text, keep);
  return out;
}

void append_json_escaped(std::string& out, std::string_view text) {
  const auto is_special = [](auto at) {
    return (at(0) < ' ') | (at(0) >= '\x7F') | (at(0) == '"') | (at(0) == '\\');
  };
  std::size_t copied = 0;
  for (std::size_t i = 0;
       (i = find_in_blocks(text.data(), text.size(), i, is_special)) < text.size();) {
    const Octet octet = class_of(text[i]);
    const utf8::CodePoint c = utf8::decode(text, i);
    if (octet != Octet::multibyte || !c.valid || is_steering(c.value)) {
      out.append(text, copied, i - copied);
      copied = i + c.length;
      if (octet == Octet::quote) {
        out += '\\';
        out += text[i];
      } else if (c.valid) {
        append_json_code_point(out, c.value);
      } else {
        out += "\xEF\xBF\xBD";
      }
    }
    i += c.length;
  }
  out.append(text, copied);
}

std::string json_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_json_escaped(out, text);
  return out;
}

}  // namespace maillint
