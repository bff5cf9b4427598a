// URLs as mail clients and browsers read them, with what is odd about them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lint/span.h"

namespace maillint {

/// Why a URL is malformed: what browsers repair silently and other readers do not.
enum class UrlFault : std::uint8_t {
  none,
  slash_count,    // "https:/x", "https:x", "https:///x"
  missing_colon,  // "https//x"
  extra_colon,    // "https:://x"
  scheme_typo,    // "htps://x"
  no_host,        // "https:///", "https://?x"
  bad_host,       // a character that no host name may have (WHATWG URL 3.2)
  empty_label,    // "www..example.com"
  bad_port,       // not a number up to 65535
  bad_address,    // "http://192.0.2.256/", "http://[::1/"
};

/// The pieces of a URL; strings are copies, since escapes and case are normalised.
struct Url {
  std::string scheme;      // lower case, "" if relative
  std::string userinfo;    // before "@", "" if none
  std::string host;        // lower case, percent-decoded, A-labels as written, an IPv4 address in
                           // whatever form as 192.0.2.1; "" if none
  std::string host_raw;    // as written
  Span host_span;          // host_raw in the text that was read
  std::uint32_t port = 0;  // 0 if none
  std::string path;        // with query and fragment cut off
  std::string query;       // without "?"
  std::string fragment;    // without "#"
  bool has_userinfo = false;
  bool is_ip_literal = false;     // 192.0.2.1 or [2001:db8::1]
  bool is_ip_obfuscated = false;  // http://0x7f.1/, http://3221226219/, octal, escapes in an IP
  bool has_host_escape = false;   // %-escapes in the host
  bool has_backslash = false;
  UrlFault fault = UrlFault::none;  // the first one met
  bool is_malformed() const { return fault != UrlFault::none; }
  bool is_web() const { return scheme == "http" || scheme == "https"; }
};

/// Reads one URL; leading and trailing white space, and tabs and line ends inside, are dropped
/// first (WHATWG URL 4.4). Never fails; linear.
Url parse_url(std::string_view text);

/// `text` with "%41" as "A" (RFC 3986 2.1); a "%" without two digits stays.
std::string percent_decoded(std::string_view text);

/// A URL or something people read as one ("www.example.com/x", "example.com") at the start of
/// `text`: its length, 0 if there is none. Trailing punctuation is not part of it.
std::size_t match_url(std::string_view text);

/// The next URL in plain text from `from` on ("http://", "https://", "ftp://", "www."); begin ==
/// end if none.
struct UrlMatch {
  std::size_t begin = 0;
  std::size_t end = 0;
};
UrlMatch find_url(std::string_view text, std::size_t from);
/// The next place where match_url() finds something, at the begin of a word only.
UrlMatch find_shown_url(std::string_view text, std::size_t from);

}  // namespace maillint
