// RFC 2047 the other way: text to encoded-words.
#include "lint/encode_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/mimetic_adapter.h"
#include "lint/utf8.h"

namespace maillint {
namespace {

constexpr std::size_t word_octets = 75;
constexpr std::size_t line_octets = 76;
constexpr std::size_t frame = 12;  // "=?utf-8?Q?" and "?="

/// What needs no code in the Q encoding wherever the word stands (RFC 2047 5).
bool is_plain(char c) {
  return ascii::is_alnum(c) || std::string_view("!*+-/").find(c) != std::string_view::npos;
}

std::string in_q(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ') {
      out += '_';
    } else if (is_plain(c)) {
      out += c;
    } else {
      out += fmt::format("={:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::size_t octets_in(bool q, std::string_view text) {
  return q ? in_q(text).size() : (text.size() + 2) / 3 * 4;
}

}  // namespace

std::string encode_words(std::string_view text, std::size_t column, std::string_view line_end) {
  // Q is readable in the source, and worth a few octets.
  const bool q = 2 * octets_in(true, text) <= 3 * octets_in(false, text);
  std::string out;
  // A line that is nearly full begins with a fold: no word fits there.
  std::size_t room = line_octets - std::min(column, line_octets);
  while (!text.empty()) {
    const std::size_t payload = std::min(room, word_octets) - std::min(room, frame);
    std::size_t taken = 0;
    for (std::size_t size = 0; taken < text.size();) {
      const std::size_t length = utf8::decode(text, taken).length;
      const std::size_t more = q ? octets_in(true, text.substr(taken, length))
                                 : octets_in(false, text.substr(0, taken + length));
      if ((q ? size + more : more) > payload) break;
      size += more;
      taken += length;
    }
    if (taken > 0) {
      const std::string_view piece = text.substr(0, taken);
      out += fmt::format("=?utf-8?{}?{}?=", q ? 'Q' : 'B', q ? in_q(piece) : encode_base64(piece));
      text.remove_prefix(taken);
    }
    if (text.empty()) break;
    out += fmt::format("{} ", line_end);
    room = line_octets - 1;
  }
  return out;
}

}  // namespace maillint
