// Templates in JSON. The values are found by place, which JSON libraries do not tell.
#include "lint/template/json.h"

#include <algorithm>
#include <string>
#include <utility>

#include "lint/ascii.h"
#include "lint/utf8.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// The closing quote of the string whose first octet is at `begin`; npos if there is none.
std::size_t string_end(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin; (i = text.find_first_of("\"\\", i)) != npos; i += 2) {
    if (text[i] == '"') return i;
  }
  return npos;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && ascii::is_space(text[at])) ++at;
  return at;
}

void take(std::string_view key, Span value, TemplateFile& file) {
  if (key == "SubjectPart" || key == "Subject") file.subject = value;
  if (key == "HtmlPart" || key == "Html") file.html = value;
  if (key == "TextPart" || key == "Text") file.text = value;
}

/// Of the escape "\uXXXX" at the begin of `text`; none if there is no such escape.
std::optional<std::uint32_t> code_unit(std::string_view text) {
  if (text.size() < 6 || !text.starts_with("\\u")) return std::nullopt;
  std::uint32_t unit = 0;
  for (const char c : text.substr(2, 4)) {
    if (!ascii::is_hex(c)) return std::nullopt;
    unit = unit * 16 + ascii::hex_value(c);
  }
  return unit;
}

struct Escape {
  std::string octets;
  std::size_t size = 2;
};

/// The escape at the begin of `text`; a backslash that begins none stands for itself.
Escape read_escape(std::string_view text) {
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  const char letter = text.size() > 1 ? text[1] : '\\';
  if (const auto known = letters.find(letter); known != npos) return {{meanings[known]}, 2};
  const std::optional<std::uint32_t> unit = code_unit(text);
  if (!unit) return {std::string(text.substr(0, 1)), 1};
  std::uint32_t point = *unit;
  Escape escape{.octets = {}, .size = 6};
  const std::uint32_t low = code_unit(text.substr(6)).value_or(0);
  if (point >= 0xD800 && point < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
    point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    escape.size = 12;
  }
  if (point >= 0xD800 && point < 0xE000) point = 0xFFFD;  // half a pair
  utf8::append(escape.octets, point);
  return escape;
}

}  // namespace

std::optional<TemplateFile> read_json_template(std::string_view octets) {
  std::size_t at = skip_space(octets, octets.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  if (at >= octets.size() || octets[at] != '{') return std::nullopt;
  const std::size_t first = skip_space(octets, at + 1);
  if (first >= octets.size() || octets[first] != '"') return std::nullopt;
  TemplateFile file{.form = TemplateFile::Form::json};
  bool is_template = false;
  while ((at = octets.find('"', at)) != npos) {
    const std::size_t end = string_end(octets, at + 1);
    if (end == npos) break;
    const std::string_view key = octets.substr(at + 1, end - at - 1);
    at = skip_space(octets, end + 1);
    if (at >= octets.size() || octets[at] != ':') continue;
    at = skip_space(octets, at + 1);
    is_template = is_template || key == "TemplateContent" || key == "HtmlPart" ||
                  key == "TextPart" || key == "SubjectPart";
    if (at >= octets.size() || octets[at] != '"') continue;
    const std::size_t value_end = string_end(octets, at + 1);
    if (value_end == npos) break;
    take(key, span_of(at + 1, value_end), file);
    at = value_end + 1;
  }
  if (!is_template || (file.html.empty() && file.text.empty())) return std::nullopt;
  file.body = span_of(0, octets.size());
  const std::string_view html = octets.substr(file.html.begin, file.html.size());
  file.is_whole = file.html.empty() ||
                  (ascii::find(html, "<html") != npos && ascii::find(html, "/html>") != npos);
  return file;
}

DecodedText decode_json_string(std::string_view written, std::size_t source_begin) {
  std::string text;
  OffsetMap map;
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t end = std::min(written.find('\\', at), written.size());
    text += written.substr(at, end - at);
    if (end > at) map.append(end - at, source_begin + at);
    at = end;
    if (at == written.size()) break;
    const Escape escape = read_escape(written.substr(at));
    text += escape.octets;
    if (!escape.octets.empty()) {
      map.append(escape.octets.size(), source_begin + at,
                 static_cast<std::uint16_t>(escape.octets.size()),
                 static_cast<std::uint16_t>(escape.size));
    }
    at += escape.size;
  }
  return DecodedText::decoded(std::move(text), std::move(map));
}

}  // namespace maillint
