// Fields as a web form sends them.
#include "lint/bounce/form.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/bounce/reply.h"
#include "lint/web/url.h"

namespace maillint::bounce {

namespace {

constexpr std::size_t field_limit = 200;

std::string decoded(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return percent_decoded(spaced);
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
