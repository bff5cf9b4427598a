// Charsets to UTF-8.
#include "lint/charset.h"

#include "lint/ascii.h"
#include "lint/charset_iconv.h"
#include "lint/charset_table.h"
#include "lint/utf8.h"

namespace maillint {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// 0x80 to 0x9F; the rest is Latin-1.
constexpr char32_t windows_1252[] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

OctetTable make_windows_1252() {
  OctetTable table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] = i >= 0x80 && i < 0xA0 ? windows_1252[i - 0x80] : static_cast<char32_t>(i);
  }
  return table;
}

void append_run(std::string_view octets, std::size_t begin, std::size_t count,
                CharsetResult& result) {
  result.text.append(octets.substr(begin, count));
  result.map.append(count, begin);
}

void decode_single_octet(std::string_view octets, const OctetTable& table, CharsetResult& result) {
  result.text.reserve(octets.size() + octets.size() / 8);
  for (std::size_t i = 0; i < octets.size();) {
    if (const std::size_t run = ascii_run(octets, i); run > 0) {
      append_run(octets, i, run, result);
      i += run;
      continue;
    }
    const char32_t point = table[static_cast<unsigned char>(octets[i])];
    if (point == replacement) ++result.invalid;
    const std::size_t old_size = result.text.size();
    utf8::append(result.text, point);
    const std::size_t length = result.text.size() - old_size;
    result.map.append(length, i++, static_cast<std::uint16_t>(length));
  }
}

/// Well-formed runs are copied; each octet that begins none becomes U+FFFD.
void decode_utf8(std::string_view octets, CharsetResult& result) {
  result.text.reserve(octets.size());
  std::size_t begin = 0;
  for (std::size_t i = 0; i < octets.size();) {
    if (const std::size_t run = ascii_run(octets, i); run > 0) {
      i += run;
      continue;
    }
    const utf8::CodePoint point = utf8::decode(octets, i);
    if (!point.valid) {
      append_run(octets, begin, i - begin, result);
      utf8::append(result.text, replacement);
      result.map.append(3, i, 3);
      ++result.invalid;
      begin = i + 1;
    }
    i += point.length;
  }
  append_run(octets, begin, octets.size() - begin, result);
}

void decode_windows_1252(std::string_view octets, CharsetResult& result) {
  static const OctetTable table = make_windows_1252();
  decode_single_octet(octets, table, result);
}

/// Nothing is known about the charset: UTF-8 proves itself, the rest is what most old mail is.
void decode_by_look(std::string_view octets, CharsetResult& result) {
  if (is_valid_utf8(octets)) {
    append_run(octets, 0, octets.size(), result);
  } else {
    decode_windows_1252(octets, result);
  }
}

}  // namespace

CharsetResult to_utf8(std::string_view octets, std::string_view label) {
  CharsetResult result;
  const std::size_t ascii_octets = ascii_run(octets, 0);
  const Charset* charset = label.empty() ? nullptr : find_charset(label);
  result.known = label.empty() || charset != nullptr;
  const CharsetKind kind = charset == nullptr ? CharsetKind::refused : charset->kind;
  if (ascii_octets == octets.size() && kind != CharsetKind::stateful) {
    append_run(octets, 0, octets.size(), result);
    return result;
  }
  switch (kind) {
    case CharsetKind::ascii:
      decode_by_look(octets, result);
      result.invalid = 0;
      for (const char c : octets) result.invalid += ascii::is_8bit(c) ? 1 : 0;
      break;
    case CharsetKind::utf8:
      decode_utf8(octets, result);
      break;
    case CharsetKind::windows_1252:
      decode_windows_1252(octets, result);
      break;
    case CharsetKind::single_octet:
      decode_single_octet(octets, octet_table(*charset), result);
      break;
    case CharsetKind::refused:
      decode_by_look(octets, result);
      break;
    case CharsetKind::stateful:
      decode_stateful(octets, *charset, result);
      break;
    default:
      decode_multi_octet(octets, *charset, result);
  }
  // An iconv without this charset leaves nothing: better by its look than lost.
  if (result.text.empty() && !octets.empty() && kind != CharsetKind::stateful) {
    decode_by_look(octets, result);
  }
  return result;
}

bool is_known_charset(std::string_view charset) { return find_charset(charset) != nullptr; }

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t run = ascii_run(text, i); run > 0) {
      i += run;
      continue;
    }
    const utf8::CodePoint point = utf8::decode(text, i);
    if (!point.valid) return false;
    i += point.length;
  }
  return true;
}

std::string scrub_utf8(std::string_view text) {
  CharsetResult result;
  decode_utf8(text, result);
  return std::move(result.text);
}

char32_t next_code_point(std::string_view text, std::size_t& i) {
  const utf8::CodePoint point = utf8::decode(text, i);
  i += point.length;
  return point.value;
}

void append_utf8(std::string& out, char32_t code_point) { utf8::append(out, code_point); }

}  // namespace maillint
