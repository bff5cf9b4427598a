// The words of a text that its author wrote.
#include "lint/ascii.h"
#include "lint/case_fold.h"
#include "lint/utf8.h"
#include "rules/risk/features.h"

namespace maillint::risk {
namespace {

constexpr std::size_t shortest_word = 3;
constexpr std::size_t longest_word = 24;

/// Letters of any script; above ASCII everything that is no space and no punctuation.
bool is_letter(char32_t c) {
  if (c < 0x80) return ascii::is_alpha(static_cast<char>(c));
  const bool latin_sign = c < 0xC0 || c == 0xD7 || c == 0xF7;
  const bool punctuation = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F);
  return !latin_sign && !punctuation && c != 0xFFFD && c < 0x1F000;
}

/// "www.example.com/x", "ann@example.com", "file.txt": names of hosts and people, not words.
bool is_name(std::string_view chunk) {
  if (chunk.find('@') != std::string_view::npos) return true;
  if (chunk.find("://") != std::string_view::npos) return true;
  for (std::size_t dot = chunk.find('.'); dot != std::string_view::npos;
       dot = chunk.find('.', dot + 1)) {
    if (dot > 0 && dot + 1 < chunk.size() && ascii::is_alnum(chunk[dot - 1]) &&
        ascii::is_alnum(chunk[dot + 1]))
      return true;
  }
  return false;
}

void add_words(std::string_view chunk, std::vector<std::string>& out) {
  std::size_t begin = 0;
  const auto finish = [&](std::size_t end) {
    const std::size_t size = end - begin;
    if (size >= shortest_word && size <= longest_word) out.emplace_back(chunk.substr(begin, size));
  };
  for (std::size_t i = 0; i < chunk.size();) {
    const utf8::CodePoint c = utf8::decode(chunk, i);
    if (!c.valid || !is_letter(c.value)) {
      finish(i);
      begin = i + c.length;
    }
    i += c.length;
  }
  finish(chunk.size());
}

void add_line(std::string_view line, std::vector<std::string>& out) {
  for (std::size_t i = 0; i < line.size();) {
    if (ascii::is_space(line[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < line.size() && !ascii::is_space(line[end])) ++end;
    const std::string_view chunk = line.substr(i, end - i);
    if (!is_name(chunk)) add_words(chunk, out);
    i = end;
  }
}

bool is_quoted(std::string_view trimmed) {
  return trimmed.starts_with('>') || trimmed.ends_with("wrote:") || trimmed.ends_with("writes:") ||
         trimmed.ends_with("schrieb:");
}

bool ends_text(std::string_view line, std::string_view trimmed) {
  constexpr std::size_t fewest_underscores = 20;
  return line == "-- " || line == "-- \r" ||
         (trimmed.size() >= fewest_underscores &&
          trimmed.find_first_not_of('_') == std::string_view::npos);
}

}  // namespace

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  const std::string lower = to_lower_case(text);
  std::string_view rest = lower;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    const std::string_view trimmed = ascii::trim(line);
    if (ends_text(line, trimmed)) break;
    if (!is_quoted(trimmed)) add_line(line, out);
  }
  return out;
}

}  // namespace maillint::risk
