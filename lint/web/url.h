// URLs as mail clients and browsers read them, with what is odd about them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace maillint {

/// The pieces of a URL; strings are copies, since escapes and case are normalised.
struct Url {
  std::string scheme;      // lower case, "" if relative
  std::string userinfo;    // before "@", "" if none
  std::string host;        // lower case, percent-decoded, A-labels as written; "" if none
  std::string host_raw;    // as written
  std::uint32_t port = 0;  // 0 if none
  std::string path;        // with query and fragment cut off
  std::string query;       // without "?"
  std::string fragment;    // without "#"
  bool has_userinfo = false;
  bool is_ip_literal = false;     // 192.0.2.1 or [2001:db8::1]
  bool is_ip_obfuscated = false;  // http://0x7f.1/, http://3221226219/, octal, escapes in an IP
  bool has_host_escape = false;   // %-escapes in the host
  bool has_backslash = false;
  bool is_malformed = false;  // "https:/x", "https//x", "htps://", no host after "//"
  bool is_web() const { return scheme == "http" || scheme == "https"; }
};

/// Reads one URL; leading and trailing white space, and tabs and line ends inside, are dropped
/// first (WHATWG URL 4.4). Never fails; linear.
Url parse_url(std::string_view text);

/// A URL or something people read as one ("www.example.com/x", "example.com") at the start of
/// `text`: its length, 0 if there is none. Trailing punctuation is not part of it.
std::size_t match_url(std::string_view text);

/// The next URL in plain text from `from` on ("http://", "https://", "www."); begin == end if none.
struct UrlMatch {
  std::size_t begin = 0;
  std::size_t end = 0;
};
UrlMatch find_url(std::string_view text, std::size_t from);

}  // namespace maillint
