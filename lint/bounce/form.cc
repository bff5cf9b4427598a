// Fields as a web form sends them.
#include "lint/bounce/form.h"

#include "lint/ascii.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

constexpr std::size_t field_limit = 200;

unsigned hex_value(char c) {
  if (ascii::is_digit(c)) return static_cast<unsigned>(c - '0');
  return static_cast<unsigned>(ascii::lower(c) - 'a') + 10;
}

std::string decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && ascii::is_hex(text[i + 1]) &&
        ascii::is_hex(text[i + 2])) {
      out += static_cast<char>(hex_value(text[i + 1]) << 4 | hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> read_form(std::string_view text) {
  text = ascii::trim(text);
  std::vector<std::pair<std::string, std::string>> fields;
  const std::size_t equals = text.substr(0, 64).find('=');
  if (equals == npos || equals == 0) return fields;
  for (const char c : text.substr(0, equals)) {
    if (!ascii::is_alnum(c) && c != '_' && c != '-') return fields;
  }
  const bool encoded = text.find('%') != npos || text.find('&') != npos;
  if (!encoded || text.find_first_of(" \t\r\n<>\"{}") != npos) return fields;
  while (!text.empty() && fields.size() < field_limit) {
    const std::size_t end = text.find('&');
    const std::string_view field = text.substr(0, end);
    text.remove_prefix(end == npos ? text.size() : end + 1);
    const std::size_t value = field.find('=');
    if (value == npos) continue;
    fields.emplace_back(decoded(field.substr(0, value)), decoded(field.substr(value + 1)));
  }
  return fields;
}

}  // namespace maillint::bounce
