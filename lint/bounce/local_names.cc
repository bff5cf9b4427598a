// Recipients whom a notice names without a domain.
#include "lint/bounce/local_names.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/prose.h"
#include "lint/web/domain.h"

namespace maillint::bounce {

namespace {

/// Names of one notice that are read: a server that lists more writes addresses.
constexpr std::size_t name_limit = 100;
constexpr std::size_t longest_name = 64;  // of a local part, RFC 5321 4.5.3.1.1
/// Lines below the announcement between which names may stand.
constexpr std::size_t header_octets = 16'384;

/// "... could not be delivered to the following:", over one line or two.
bool announces(const Text& text, const std::vector<Line>& lines, std::size_t i) {
  static constexpr Phrases whom(
      std::to_array<std::string_view>({"following recipient", "following address", "following user",
                                       "following:", "recipients", "addresses", "users"}));
  static constexpr Phrases cause(
      std::to_array<std::string_view>({"reason", "error", "problem", "cause:"}));
  const std::string_view line = line_text(text, lines[i]);
  if (!line.ends_with(':') || line.size() > 200 || lines[i].quote > 0) return false;
  std::string words;
  if (i > 0 && !lines[i].after_blank) words = line_text(text, lines[i - 1]).substr(0, 200);
  words += ' ';
  words += line;
  return says_failure(words) && whom.in(words) && !cause.in(words);
}

/// Length of the login name that the line begins with and that stands alone, or before a gap; 0 if
/// none does. Words of a sentence have a capital, or a single blank behind them.
std::size_t name_length(std::string_view line) {
  std::size_t length = 0;
  bool has_letter = false;
  for (; length < line.size() && length <= longest_name; ++length) {
    const char c = line[length];
    const bool lower = c >= 'a' && c <= 'z';
    if (!lower && !ascii::is_digit(c) && c != '.' && c != '_' && c != '-' && c != '+') break;
    has_letter = has_letter || lower;
  }
  if (!has_letter || length < 2 || length > longest_name || line[length - 1] == '.') return 0;
  const std::string_view behind = line.substr(length);
  const bool gap = behind.starts_with("  ") || behind.starts_with('\t');
  return behind.empty() || gap ? length : 0;
}

}  // namespace

std::vector<Head> find_local_names(const Text& text, const std::vector<Line>& lines,
                                   std::size_t last) {
  std::vector<Head> heads;
  for (std::size_t i = 0; i + 1 < last && heads.empty(); ++i) {
    if (!announces(text, lines, i)) continue;
    for (std::size_t k = i + 1; k < last && heads.size() < name_limit; ++k) {
      const std::string_view line = line_text(text, lines[k]);
      const std::size_t length = lines[k].indent > 0 ? name_length(line) : 0;
      if (length == 0) break;
      heads.push_back({.line = k,
                       .address = std::string(line.substr(0, length)),
                       .rest = length,
                       .strength = HeadStrength::alone});
    }
  }
  return heads;
}

std::string qualify(std::string_view name, std::string_view returned, std::string_view author) {
  returned = returned.substr(0, header_octets);
  FoundAddress found;
  for (std::size_t at = 0; next_address(returned, at, found); at = found.end) {
    const std::string_view address = returned.substr(found.begin, found.end - found.begin);
    if (ascii::equal(address.substr(0, address.rfind('@')), name)) return std::string(address);
  }
  const std::size_t at = author.rfind('@');
  if (at == std::string_view::npos || at + 1 == author.size()) return {};
  return std::string(name) + '@' + organizational_domain(author.substr(at + 1));
}

}  // namespace maillint::bounce
