// The common forms of an address, read without tokens: for lint/address.cc alone.
#pragma once

#include <cstddef>
#include <string_view>

namespace maillint {

/// Offsets of one item; `name_begin == name_end` without a display name.
struct PlainAddress {
  std::size_t begin = 0;
  std::size_t name_begin = 0;  // with its quotes
  std::size_t name_end = 0;
  bool quoted_name = false;
  bool angle = false;
  std::size_t local_begin = 0;
  std::size_t at = 0;
  std::size_t domain_end = 0;
  std::size_t end = 0;   // after ">"
  std::size_t next = 0;  // offset of the "," or the end of the text
};

/// Reads `jane@example.com`, `Jane Roe <jane@example.com>` or `"Roe, Jane" <jane@example.com>` at
/// text[begin], up to the next "," or the end. False for everything else, right or wrong: what is
/// read here has no problem of enum AddressProblem, and nothing in it needs decoding.
bool read_plain_address(std::string_view text, std::size_t begin, PlainAddress& out);

}  // namespace maillint
