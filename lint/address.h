// Address lists (RFC 5322 3.4 and 4.4, RFC 6532): every item of them, and what is wrong with it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/field_id.h"
#include "lint/message.h"
#include "lint/span.h"

namespace maillint {

/// What the parser meets. The syntax rules address-* and some of from-* and header-* report these.
enum class AddressProblem : std::uint8_t {
  no_domain,  // span: the address
  no_local_part,
  double_at,
  domain_trailing_dot,
  local_double_dot,  // ".." or a leading dot in an unquoted local-part
  local_trailing_dot,
  local_over_64,
  label_over_63,
  domain_underscore,      // "_" or a leading hyphen in the domain
  unquoted_comma_name,    // Roe, Jane <jane@example.com>
  unquoted_special_name,  // @ : [ ] in an unquoted display name
  unquoted_dot_name,      // J. Roe <jane@example.com> (obs-phrase)
  semicolon_separator,
  missing_angle,  // Jane Roe jane@example.com
  unbalanced_angle,
  trailing_comma,       // an empty list element
  single_label_domain,  // root@localhost
  source_route,         // <@a,@b:c@d>
  space_inside,         // < jane@example.com >, jane @example.com
  raw_utf8_domain,      // U-label; whether that is legal (SMTPUTF8) is the rule's business
  bad_a_label,          // xn-- that IDNA does not decode
  encoded_word_in_addr_spec,
  encoded_word_in_quotes,
  quoted_local_part_needless,
  mailto_prefix,
  empty_list,  // nothing but white space and comments: To present but empty
  unbalanced_comment,
  unclosed_quote,
  comment_address,             // a comment that holds an address
  trailing_text,               // text after <addr-spec>
  bare_addr_then_angle,        // admin@a.example <b@c.example>, without quotes
  backslash_outside,           // outside quotes and comments
  no_whitespace_before_angle,  // Name<addr>
  limit_addresses,
  limit_problems,  // further problems of the list are not kept
};

struct AddressProblemAt {
  AddressProblem problem;
  Span span;              // source octets
  std::uint32_t mailbox;  // index into AddressList::mailboxes, or no_mailbox
};
inline constexpr std::uint32_t no_mailbox = 0xFFFFFFFF;

/// One mailbox. Strings are decoded copies; spans are source octets.
struct Mailbox {
  Span span;               // the whole item, without the commas
  Span display_name_span;  // raw, empty if there is none
  Span addr_spec_span;     // raw, without < >, empty if there is none
  std::string
      display_name;        // RFC 2047 decoded, quotes and escapes undone, white space folded; UTF-8
  std::string local_part;  // quotes undone
  std::string domain;      // as written, lower case; no [ ] removed, no IDN conversion
  std::int32_t group = -1;  // index into AddressList::groups
  bool has_angle = false;
  bool has_addr_spec() const { return !local_part.empty() || !domain.empty(); }
  /// "local@domain"; the local-part is quoted again where it must be.
  std::string address() const;
};

struct AddressGroup {
  std::string name;  // decoded
  Span span;
};

/// The mailboxes of one address field, groups flattened.
struct AddressList {
  FieldId id = FieldId::other;
  const Field* field = nullptr;  // of Message; nullptr for free text
  std::vector<Mailbox> mailboxes;
  std::vector<AddressGroup> groups;
  std::vector<AddressProblemAt> problems;
};

/// Tolerant: reads what it can and tells the rest as problems. `source_begin` is the source offset
/// of text[0]. At most `limit` mailboxes.
AddressList parse_address_list(std::string_view text, std::size_t source_begin, std::size_t limit);

/// What stands behind the last "@", "" if there is none. The text is not judged.
constexpr std::string_view domain_of(std::string_view address) {
  const std::size_t at = address.rfind('@');
  return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
}

/// Whether text is one plausible addr-spec and nothing else ("a@b.example"); no comments, no
/// spaces.
bool is_addr_spec(std::string_view text);

}  // namespace maillint
