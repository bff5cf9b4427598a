// iconv, with its descriptors kept for the thread, and the way back to the octets.
#include "lint/charset_iconv.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <string>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "lint/utf8.h"

namespace maillint {
namespace {

constexpr std::size_t chunk_octets = 8192;
constexpr std::size_t longest_character = 8;  // an escape sequence among them
constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// An open descriptor. Charset::iconv comes from the table, never from a message.
class Converter {
 public:
  explicit Converter(std::string_view from)
      : descriptor_(iconv_open("UTF-8", std::string(from).c_str())) {}
  ~Converter() {
    if (is_open()) iconv_close(descriptor_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool is_open() const { return descriptor_ != reinterpret_cast<iconv_t>(-1); }
  void reset() { iconv(descriptor_, nullptr, nullptr, nullptr, nullptr); }
  /// Converts from `in` on; removes from it what was converted, appends to `out`. True if all was.
  bool convert(std::string_view& in, std::string& out) {
    const std::size_t old_size = out.size();
    out.resize(old_size + in.size() * 4 + longest_character);
    char* from = const_cast<char*>(in.data());
    std::size_t from_left = in.size();
    char* to = out.data() + old_size;
    std::size_t to_left = out.size() - old_size;
    const std::size_t status = iconv(descriptor_, &from, &from_left, &to, &to_left);
    in.remove_prefix(in.size() - from_left);
    out.resize(out.size() - to_left);
    return status != static_cast<std::size_t>(-1);
  }
  /// What a charset of combining characters still holds back.
  void flush(std::string& out) {
    char buffer[32];
    char* to = buffer;
    std::size_t to_left = sizeof buffer;
    iconv(descriptor_, nullptr, nullptr, &to, &to_left);
    out.append(buffer, sizeof buffer - to_left);
  }

 private:
  iconv_t descriptor_;
};

Converter& converter(std::string_view from) {
  thread_local std::map<std::string_view, Converter> converters;
  return converters.try_emplace(from, from).first->second;
}

/// Octets of the character at in[i], by its first one; 0 if none begins like this.
std::size_t character_length(CharsetKind kind, std::string_view in, std::size_t i) {
  const auto octet = [&](std::size_t at) {
    return at < in.size() ? static_cast<unsigned char>(in[at]) : 0U;
  };
  const unsigned first = octet(i);
  if (first < 0x80) return 1;
  switch (kind) {
    case CharsetKind::gb18030:
      if (first == 0x80) return 1;
      if (first == 0xFF) return 0;
      return octet(i + 1) >= 0x30 && octet(i + 1) <= 0x39 ? 4 : octet(i + 1) < 0x40 ? 0 : 2;
    case CharsetKind::shift_jis:
      if (first >= 0xA1 && first <= 0xDF) return 1;
      return first == 0x80 || first == 0xA0 || first > 0xFC || octet(i + 1) < 0x40 ? 0 : 2;
    case CharsetKind::euc_jp:
      if (first == 0x8F) return 3;
      return (first >= 0xA1 && first != 0xFF) || first == 0x8E ? 2 : 0;
    case CharsetKind::euc_tw:
      if (first == 0x8E) return 4;
      return first >= 0xA1 && first != 0xFF ? 2 : 0;
    default:
      return first == 0x80 || first == 0xFF || octet(i + 1) < 0x31 ? 0 : 2;
  }
}

void append_invalid(std::size_t at, CharsetResult& result) {
  result.text += replacement;
  result.map.append(replacement.size(), at, static_cast<std::uint16_t>(replacement.size()), 1);
  ++result.invalid;
}

std::size_t code_point_length(char lead) {
  const auto octet = static_cast<unsigned char>(lead);
  return octet < 0x80 ? 1 : octet < 0xE0 ? 2 : octet < 0xF0 ? 3 : 4;
}

/// Walks characters and code points side by side. Where they are not as many (a few characters give
/// two code points), the whole chunk is one unit of the map.
void map_characters(std::string_view in, std::size_t begin, std::size_t end, std::string_view out,
                    CharsetKind kind, OffsetMap& map) {
  std::size_t characters = 0;
  for (std::size_t i = begin; i < end;
       i += std::max<std::size_t>(character_length(kind, in, i), 1)) {
    ++characters;
  }
  const auto points = static_cast<std::size_t>(std::ranges::count_if(
      out, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  if (characters != points) {
    map.append(out.size(), begin, static_cast<std::uint16_t>(out.size()),
               static_cast<std::uint16_t>(end - begin));
    return;
  }
  for (std::size_t i = begin, o = 0; o < out.size();) {
    const std::size_t from = std::max<std::size_t>(character_length(kind, in, i), 1);
    const std::size_t to = code_point_length(out[o]);
    map.append(to, i, static_cast<std::uint16_t>(to), static_cast<std::uint16_t>(from));
    i += from;
    o += to;
  }
}

}  // namespace

std::size_t ascii_run(std::string_view text, std::size_t i) {
  const std::size_t begin = i;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, 8);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  while (i < text.size() && !ascii::is_8bit(text[i])) ++i;
  return i - begin;
}

const OctetTable& octet_table(const Charset& charset) {
  thread_local std::map<std::string_view, OctetTable> tables;
  const auto [entry, is_new] = tables.try_emplace(charset.iconv);
  OctetTable& table = entry->second;
  if (!is_new) return table;
  Converter& from = converter(charset.iconv);
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] = i < 0x80 ? static_cast<char32_t>(i) : 0xFFFD;
    if (i < 0x80 || !from.is_open()) continue;
    const auto octet = static_cast<char>(i);
    std::string_view in(&octet, 1);
    std::string out;
    from.reset();
    if (!from.convert(in, out)) continue;
    from.flush(out);
    if (!out.empty()) table[i] = utf8::decode(out, 0).value;
  }
  return table;
}

void decode_multi_octet(std::string_view octets, const Charset& charset, CharsetResult& result) {
  Converter& from = converter(charset.iconv);
  if (!from.is_open()) return;
  from.reset();
  for (std::size_t i = 0; i < octets.size();) {
    if (const std::size_t run = ascii_run(octets, i); run > 0) {
      result.text.append(octets.substr(i, run));
      result.map.append(run, i);
      i += run;
      continue;
    }
    // Up to the next character that cannot be one; cut between characters.
    std::size_t end = i;
    const std::size_t most = std::min(octets.size(), i + chunk_octets);
    while (end < most) {
      const std::size_t length = character_length(charset.kind, octets, end);
      if (length == 0 || end + length > octets.size()) break;
      end += length;
    }
    if (end == i) {
      append_invalid(i++, result);
      continue;
    }
    const std::size_t old_size = result.text.size();
    std::string_view in = octets.substr(i, end - i);
    from.convert(in, result.text);
    const auto reached = static_cast<std::size_t>(in.data() - octets.data());
    map_characters(octets, i, reached, std::string_view(result.text).substr(old_size), charset.kind,
                   result.map);
    i = reached;
    if (reached < end) append_invalid(i++, result);  // a character that the charset does not have
  }
}

void decode_stateful(std::string_view octets, const Charset& charset, CharsetResult& result) {
  Converter& from = converter(charset.iconv);
  if (!from.is_open()) return;
  from.reset();
  static constexpr OctetSet switches(
      [](char c) { return c == '\x1B' || c == '\x0E' || c == '\x0F' || ascii::is_8bit(c); });
  // ISO 2022 is ASCII until something switches to another set, and after the sequence that switches
  // back. A second set (ESC .) ends with its line (RFC 1554), so iconv must see the lines.
  const bool copies_ascii =
      charset.iconv.starts_with("ISO-2022-") && octets.find("\x1B.") == std::string_view::npos;
  bool in_ascii = copies_ascii;
  for (std::size_t i = 0; i < octets.size();) {
    if (const std::size_t run = in_ascii ? switches.find(octets, i) - i : 0; run > 0) {
      result.text.append(octets.substr(i, run));
      result.map.append(run, i);
      i += run;
      continue;
    }
    const std::size_t old_size = result.text.size();
    std::string_view in;
    std::size_t length = 1;
    bool converted = false;
    for (; length <= longest_character && i + length <= octets.size(); ++length) {
      in = octets.substr(i, length);
      converted = from.convert(in, result.text);
      if (converted || errno != EINVAL) break;
    }
    // A failure may come after a piece that was good.
    const std::size_t taken =
        converted ? length : static_cast<std::size_t>(in.data() - octets.data()) - i;
    const std::size_t octets_out = result.text.size() - old_size;
    if (taken == 0) {
      result.text.resize(old_size);
    } else if (octets_out > 0) {
      result.map.append(octets_out, i, static_cast<std::uint16_t>(octets_out),
                        static_cast<std::uint16_t>(taken));
    }
    in_ascii = copies_ascii && octets.substr(i, taken) == "\x1B(B";
    i += taken;
    if (!converted && i < octets.size()) append_invalid(i++, result);
  }
}

}  // namespace maillint
