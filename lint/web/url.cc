// URLs as mail clients and browsers read them, with what is odd about them.
#include "lint/web/url.h"

#include <algorithm>
#include <charconv>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "lint/web/domain.h"
#include "lint/web/ipv4.h"

namespace maillint {
namespace {

constexpr bool is_slash(char c) { return c == '/' || c == '\\'; }
constexpr bool is_dropped(char c) { return c == '\t' || c == '\r' || c == '\n'; }
constexpr bool is_c0_or_space(char c) { return static_cast<unsigned char>(c) <= 0x20; }

/// "http", "https", ...: their "\" means "/", and slashes may lack (WHATWG URL 3.1).
bool is_special(std::string_view scheme) {
  return scheme == "http" || scheme == "https" || scheme == "ftp" || scheme == "ws" ||
         scheme == "wss";
}

/// Whether one letter more, less, other or swapped turns `word` into `target`.
bool is_one_slip_from(std::string_view word, std::string_view target) {
  while (!word.empty() && !target.empty() && word.front() == target.front()) {
    word.remove_prefix(1);
    target.remove_prefix(1);
  }
  while (!word.empty() && !target.empty() && word.back() == target.back()) {
    word.remove_suffix(1);
    target.remove_suffix(1);
  }
  if (word.size() == 2 && target.size() == 2) return word[0] == target[1] && word[1] == target[0];
  return word.size() <= 1 && target.size() <= 1 && word.size() + target.size() > 0;
}

bool is_scheme_typo(std::string_view scheme) {
  return scheme != "http" && scheme != "https" &&
         (is_one_slip_from(scheme, "http") || is_one_slip_from(scheme, "https"));
}

/// WHATWG URL 3.2, forbidden domain code points.
constexpr OctetSet forbidden_in_host([](char c) {
  return is_c0_or_space(c) || c == 0x7F ||
         std::string_view("#/:<>?@[\\]^|%").find(c) != std::string_view::npos;
});
constexpr OctetSet authority_ends("/?#");
constexpr OctetSet special_authority_ends("/?#\\");
constexpr OctetSet octets_8bit(ascii::is_8bit);
constexpr OctetSet dropped(is_dropped);

bool is_ipv6(std::string_view text) {
  const std::size_t zone = text.find('%');
  const std::string_view address = text.substr(0, zone);
  return std::ranges::count(address, ':') >= 2 && std::ranges::all_of(address, [](char c) {
           return ascii::is_hex(c) || c == ':' || c == '.';
         });
}

/// Reads one URL from text that holds no tab and no line end any more.
class Reader {
 public:
  Reader(Url& url, std::string_view text) : url_(url), text_(text) {}

  void read() {
    read_scheme();
    if (has_authority()) read_authority();
    read_path();
  }

 private:
  void fault(UrlFault fault) {
    if (url_.fault == UrlFault::none) url_.fault = fault;
  }
  std::string_view rest() const { return text_.substr(at_); }
  void read_scheme();
  bool has_authority();
  void read_authority();
  void read_host(std::string_view host);
  void read_name(std::string_view host);
  void read_port(std::string_view port);
  void read_path();

  Url& url_;
  std::string_view text_;
  std::size_t at_ = 0;
};

void Reader::read_scheme() {
  if (text_.empty() || !ascii::is_alpha(text_[0])) return;
  std::size_t end = 1;
  while (end < text_.size() && (ascii::is_alnum(text_[end]) || text_[end] == '+' ||
                                text_[end] == '-' || text_[end] == '.')) {
    ++end;
  }
  if (end < text_.size() && text_[end] == ':') {
    // "localhost:8080" and "example.com:80/x" are no schemes, though RFC 3986 would read them so.
    const bool is_host_and_port = end + 1 < text_.size() && ascii::is_digit(text_[end + 1]) &&
                                  text_.substr(0, end).find('.') != std::string_view::npos;
    if (is_host_and_port) return;
    url_.scheme = ascii::to_lower(text_.substr(0, end));
    at_ = end + 1;
    return;
  }
  for (const std::string_view scheme : {"https", "http"}) {
    if (!ascii::starts_with(text_, scheme)) continue;
    std::string_view after = text_.substr(scheme.size());
    if (after.starts_with(';') || after.starts_with('.')) after.remove_prefix(1);
    if (!after.starts_with("//")) continue;
    fault(UrlFault::missing_colon);
    url_.scheme = scheme;
    at_ = text_.size() - after.size();
    return;
  }
}

/// Moves behind the slashes if an authority follows.
bool Reader::has_authority() {
  const std::size_t colons = rest().find_first_not_of(':');
  if (url_.is_web() && colons != 0 && colons != std::string_view::npos &&
      is_slash(rest()[colons])) {
    fault(UrlFault::extra_colon);
    at_ += colons;
  }
  const std::size_t begin = at_;
  const bool special = is_special(url_.scheme);
  while (at_ < text_.size() && (text_[at_] == '/' || (text_[at_] == '\\' && special))) {
    url_.has_backslash |= text_[at_] == '\\';
    ++at_;
    if (!special && at_ - begin == 2) break;
  }
  const std::size_t slashes = at_ - begin;
  if (special) {
    if (slashes != 2) fault(UrlFault::slash_count);
    return true;
  }
  if (slashes == 2) {
    if (is_scheme_typo(url_.scheme)) fault(UrlFault::scheme_typo);
    return true;
  }
  at_ = begin;
  return false;
}

void Reader::read_authority() {
  const bool special = is_special(url_.scheme) || url_.scheme.empty();
  const std::size_t end = (special ? special_authority_ends : authority_ends).find(rest());
  const std::string_view authority = rest().substr(0, end);
  const std::size_t sign = authority.rfind('@');
  const std::size_t host_begin = sign == std::string_view::npos ? 0 : sign + 1;
  if (sign != std::string_view::npos) {
    url_.has_userinfo = true;
    url_.userinfo = authority.substr(0, sign);
  }
  std::string_view host = authority.substr(host_begin);
  const std::size_t bracket = host.starts_with('[') ? host.find(']') : std::string_view::npos;
  const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon != std::string_view::npos && (bracket != std::string_view::npos || host[0] != '[')) {
    read_port(host.substr(colon + 1));
    host = host.substr(0, colon);
  }
  url_.host_raw = host;
  url_.host_span = span_of(at_ + host_begin, at_ + host_begin + host.size());
  read_host(host);
  at_ += end;
}

void Reader::read_port(std::string_view port) {
  if (port.empty()) return;  // "http://example.com:/" is legal
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), value);
  if (error != std::errc() || end != port.data() + port.size() || value > 65535) {
    fault(UrlFault::bad_port);
    return;
  }
  url_.port = value;
}

void Reader::read_host(std::string_view host) {
  if (host.empty()) {
    fault(UrlFault::no_host);
    return;
  }
  if (host.starts_with('[')) {
    url_.host = ascii::to_lower(host);
    url_.is_ip_literal = host.ends_with(']') && is_ipv6(host.substr(1, host.size() - 2));
    if (!url_.is_ip_literal) fault(UrlFault::bad_address);
    return;
  }
  read_name(host);
}

void Reader::read_name(std::string_view host) {
  url_.has_host_escape = host.find('%') != std::string_view::npos;
  url_.host = ascii::to_lower(url_.has_host_escape ? percent_decoded(host) : host);
  if (forbidden_in_host.in(url_.host)) {
    fault(UrlFault::bad_host);
    return;
  }
  const std::string& name = url_.host;
  if (name.front() == '.' || name.find("..") != std::string::npos) fault(UrlFault::empty_label);
  // Full-width digits and dots are mapped to ASCII ones by IDNA.
  std::string mapped;
  const bool is_ascii = !octets_8bit.in(name);
  if (!is_ascii) mapped = to_ascii(name).value_or("");
  const auto ipv4 = parse_ipv4_host(is_ascii ? name : mapped);
  if (!ipv4) return;
  if (!ipv4->address) {
    fault(UrlFault::bad_address);
    return;
  }
  url_.is_ip_literal = true;
  url_.is_ip_obfuscated = !ipv4->is_dotted_decimal || url_.has_host_escape || !is_ascii;
  url_.host = dotted_decimal(*ipv4->address);
}

void Reader::read_path() {
  std::string_view tail = rest();
  if (const std::size_t hash = tail.find('#'); hash != std::string_view::npos) {
    url_.fragment = tail.substr(hash + 1);
    tail = tail.substr(0, hash);
  }
  if (const std::size_t mark = tail.find('?'); mark != std::string_view::npos) {
    url_.query = tail.substr(mark + 1);
    tail = tail.substr(0, mark);
  }
  if (is_special(url_.scheme)) url_.has_backslash |= tail.find('\\') != std::string_view::npos;
  url_.path = tail;
}

/// Offset in `raw` of octet `at` of `raw` without tabs and line ends.
std::uint32_t raw_offset(std::string_view raw, std::uint32_t at) {
  std::uint32_t i = 0;
  while (i < raw.size() && (at > 0 || is_dropped(raw[i]))) {
    if (!is_dropped(raw[i])) --at;
    ++i;
  }
  return i;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && text.size() - i > 2 && ascii::is_hex(text[i + 1]) &&
        ascii::is_hex(text[i + 2])) {
      result +=
          static_cast<char>(ascii::hex_value(text[i + 1]) * 16 + ascii::hex_value(text[i + 2]));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

Url parse_url(std::string_view text) {
  std::string_view trimmed = text;
  while (!trimmed.empty() && is_c0_or_space(trimmed.front())) trimmed.remove_prefix(1);
  while (!trimmed.empty() && is_c0_or_space(trimmed.back())) trimmed.remove_suffix(1);
  const auto lead = static_cast<std::uint32_t>(trimmed.data() - text.data());
  Url url;
  if (!dropped.in(trimmed)) {
    Reader(url, trimmed).read();
  } else {
    std::string cleaned(trimmed);
    std::erase_if(cleaned, is_dropped);
    Reader(url, cleaned).read();
    const std::uint32_t begin = raw_offset(trimmed, url.host_span.begin);
    url.host_span = url.host_span.empty()
                        ? Span{}
                        : span_of(begin, raw_offset(trimmed, url.host_span.end - 1) + 1);
  }
  url.host_span.begin += lead;
  url.host_span.end += lead;
  return url;
}

}  // namespace maillint
