// URLs in running text: where they begin, and where the sentence goes on.
#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "lint/blocks.h"
#include "lint/octet_set.h"
#include "lint/utf8.h"
#include "lint/web/domain.h"
#include "lint/web/url.h"

namespace maillint {
namespace {

/// RFC 1035 2.3.4; a longer run of letters and dots is no host.
constexpr std::size_t longest_host = 255;

constexpr bool is_host_char(char c) {
  return ascii::is_alnum(c) || c == '-' || c == '_' || ascii::is_8bit(c);
}

/// Where "http", "ftp" and "www" begin.
std::size_t find_beginning(std::string_view text, std::size_t from) {
  const auto may_begin = [](auto at) {
    const auto is = [&](char a, char b, char c) {
      return (at(0).folded() == a) & (at(1).folded() == b) & (at(2).folded() == c);
    };
    return is('h', 't', 't') | is('w', 'w', 'w') | is('f', 't', 'p');
  };
  return find_in_text<3>(text, from, may_begin);
}

/// Before a URL, such a character makes it the tail of something else: "awww.x", "a@www.x".
constexpr bool continues_word(char c) {
  return ascii::is_alnum(c) || c == '@' || c == '.' || c == '-' || c == '_';
}

/// ASCII that no URL in running text holds.
constexpr bool is_stop(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '<' || c == '>' || c == '"' ||
         c == '`';
}

/// White space, quotation marks and sentence marks outside ASCII.
constexpr bool is_wide_stop(char32_t c) {
  return c == 0xA0 || c == 0xAB || c == 0xBB || (c >= 0x2000 && c <= 0x200B) ||
         (c >= 0x2018 && c <= 0x201F) || (c >= 0x2026 && c <= 0x202F) || c == 0x2039 ||
         c == 0x203A || (c >= 0x3000 && c <= 0x3011) || c == 0xFEFF || c == 0xFF08 || c == 0xFF09 ||
         c == 0xFF0C || c == 0xFFFD;
}

/// A mark that ends a sentence or a quotation rather than a URL.
constexpr bool is_trailing_mark(char c) {
  return std::string_view(".,;:!?'*_~([{|").find(c) != std::string_view::npos;
}

constexpr OctetSet octets_of_note([](char c) {
  return is_stop(c) || ascii::is_8bit(c) ||
         std::string_view("()[]{}").find(c) != std::string_view::npos;
});

/// Where a URL that begins at text[begin] ends: brackets are part of it only in pairs.
std::size_t url_end(std::string_view text, std::size_t begin) {
  std::array<int, 3> open{};
  std::size_t i = begin;
  while ((i = octets_of_note.find(text, i)) < text.size() && !is_stop(text[i])) {
    if (ascii::is_8bit(text[i])) {
      const utf8::CodePoint c = utf8::decode(text, i);
      if (!c.valid || is_wide_stop(c.value)) break;
      i += c.length;
      continue;
    }
    if (const std::size_t opened = std::string_view("([{").find(text[i]);
        opened != std::string_view::npos) {
      ++open[opened];
    } else if (const std::size_t closed = std::string_view(")]}").find(text[i]);
               closed != std::string_view::npos) {
      if (open[closed] == 0) break;
      --open[closed];
    }
    ++i;
  }
  while (i > begin && is_trailing_mark(text[i - 1])) --i;
  return i;
}

/// Length of "http://" and the like at text[at], 0 if there is none. What follows must be able to
/// begin a host, so that a match never fails after a long way.
std::size_t scheme_length(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 9);
  std::size_t length = 0;
  for (const std::string_view scheme : {"http://", "https://", "ftp://"}) {
    if (ascii::starts_with(rest, scheme)) length = scheme.size();
  }
  if (length == 0 || length >= rest.size()) return 0;
  const char next = rest[length];
  const bool begins_host =
      is_host_char(next) || next == '[' || next == '%' || next == '{' || next == '$';
  return begins_host ? length : 0;
}

bool begins_with_www(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 5);
  return rest.size() == 5 && ascii::starts_with(rest, "www.") &&
         (ascii::is_alnum(rest[4]) || ascii::is_8bit(rest[4]));
}

bool begins_url(std::string_view text, std::size_t at) {
  return scheme_length(text, at) != 0 || begins_with_www(text, at);
}

/// A last label that is more often the end of a file name than of a host.
bool is_file_extension(std::string_view label) {
  for (const std::string_view extension : {"md", "mov", "ps", "py", "rs", "sh", "zip"}) {
    if (ascii::equal(label, extension)) return true;
  }
  return false;
}

/// Octets of a host name at text[at]: at least two labels. 0 if there is none.
std::size_t host_length(std::string_view text, std::size_t at) {
  std::size_t i = at;
  std::size_t dots = 0;
  while (i < text.size() && (is_host_char(text[i]) || text[i] == '.')) {
    if (text[i] == '.') {
      if (i == at || text[i - 1] == '.') break;
      ++dots;
    } else if (ascii::is_8bit(text[i])) {
      const utf8::CodePoint c = utf8::decode(text, i);
      if (!c.valid || is_wide_stop(c.value)) break;
      i += c.length;
      continue;
    }
    ++i;
  }
  if (i > at && text[i - 1] == '.') {
    --i;
    --dots;
  }
  return dots > 0 && i - at <= longest_host ? i - at : 0;
}

/// "example.com" or "example.com/login": only with a top-level domain that exists.
std::size_t match_bare_host(std::string_view text, std::size_t at) {
  const std::size_t length = host_length(text, at);
  if (length == 0) return 0;
  const std::size_t end = at + length;
  if (end < text.size() && text[end] == '@') return 0;  // a local-part
  const std::string_view host = text.substr(at, length);
  const std::string_view tld = host.substr(host.rfind('.') + 1);
  // A capital after the full stop: "end.In the next sentence".
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (std::ranges::any_of(tld, is_capital) && std::ranges::any_of(host, is_small)) return 0;
  const bool has_tail = end < text.size() && (text[end] == '/' || text[end] == '?' ||
                                              text[end] == '#' || text[end] == ':');
  if (!has_known_tld(host) || (!has_tail && is_file_extension(tld))) return 0;
  return std::max(end, has_tail ? url_end(text, at) : end) - at;
}

}  // namespace

std::size_t match_url(std::string_view text) {
  if (begins_url(text, 0)) return url_end(text, 0);
  return match_bare_host(text, 0);
}

UrlMatch find_url(std::string_view text, std::size_t from) {
  for (std::size_t i = from; (i = find_beginning(text, i)) < text.size(); ++i) {
    if (i > 0 && continues_word(text[i - 1])) continue;
    if (begins_url(text, i)) return {i, url_end(text, i)};
  }
  return {text.size(), text.size()};
}

UrlMatch find_shown_url(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (!is_host_char(text[i])) continue;
    const bool inside_word = i > 0 && (continues_word(text[i - 1]) || ascii::is_8bit(text[i - 1]));
    if (inside_word) continue;
    if (begins_url(text, i)) return {i, url_end(text, i)};
    if (const std::size_t length = match_bare_host(text, i); length != 0) return {i, i + length};
  }
  return {text.size(), text.size()};
}

}  // namespace maillint
