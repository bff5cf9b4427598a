// Character references (WHATWG HTML 13.2.5.72 to 13.2.5.80).
#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "lint/utf8.h"
#include "lint/web/entities.h"
#include "lint/web/html.h"

namespace maillint {
namespace {

/// What the numbers 128 to 159 mean: windows-1252, as authors meant it.
constexpr auto windows_1252 = std::to_array<char16_t>(
    {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
     0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
     0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178});

struct Reference {
  char32_t code_point = 0;
  std::size_t length = 0;  // with "&" and ";"; 0 = no reference
};

unsigned digit_value(char c) {
  return static_cast<unsigned>(ascii::is_digit(c) ? c - '0' : ascii::lower(c) - 'a' + 10);
}

char32_t numeric_meaning(std::uint32_t number) {
  if (number >= 0x80 && number <= 0x9F) return windows_1252[number - 0x80];
  const bool surrogate = number >= 0xD800 && number <= 0xDFFF;
  return number == 0 || surrogate || number > 0x10FFFF ? 0xFFFD : number;
}

/// `text` begins with "&#".
Reference numeric_reference(std::string_view text) {
  std::size_t i = 2;
  const bool hex = i < text.size() && ascii::lower(text[i]) == 'x';
  i += hex ? 1 : 0;
  const std::size_t digits = i;
  std::uint32_t number = 0;
  for (; i < text.size() && (hex ? ascii::is_hex(text[i]) : ascii::is_digit(text[i])); ++i) {
    number = std::min<std::uint32_t>(number * (hex ? 16 : 10) + digit_value(text[i]), 0x110000);
  }
  if (i == digits) return {};
  if (i < text.size() && text[i] == ';') ++i;
  return {numeric_meaning(number), i};
}

/// `text` begins with "&".
Reference named_reference(std::string_view text, EntityContext context) {
  std::size_t end = 1;
  while (end < text.size() && end <= longest_entity_name && ascii::is_alnum(text[end])) ++end;
  if (end < text.size() && text[end] == ';') {
    if (const Entity* entity = find_entity(text.substr(1, end - 1))) {
      return {entity->code_point, end + 1};
    }
  }
  const char after = end < text.size() ? text[end] : '\0';
  for (std::size_t length = end - 1; length >= 2; --length) {
    const Entity* entity = find_entity(text.substr(1, length));
    if (entity == nullptr || !entity->bare) continue;
    const bool query = context == EntityContext::attribute && (length < end - 1 || after == '=');
    return query ? Reference{} : Reference{entity->code_point, length + 1};
  }
  return {};
}

}  // namespace

std::string decode_entities(std::string_view text, EntityContext context) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::size_t ampersand = std::min(text.find('&'), text.size());
    result.append(text.substr(0, ampersand));
    text.remove_prefix(ampersand);
    if (text.empty()) break;
    const Reference reference =
        text.starts_with("&#") ? numeric_reference(text) : named_reference(text, context);
    if (reference.length == 0) {
      result += '&';
      text.remove_prefix(1);
    } else {
      utf8::append(result, reference.code_point);
      text.remove_prefix(reference.length);
    }
  }
  return result;
}

}  // namespace maillint
