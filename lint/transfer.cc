// Content transfer encodings undone.
#include "lint/transfer.h"

#include <algorithm>
#include <utility>

#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/transfer_decoder.h"

namespace maillint {
namespace {

struct NamedEncoding {
  std::string_view name;
  TransferEncoding encoding;
};

constexpr NamedEncoding encodings[] = {
    {"7bit", TransferEncoding::seven_bit},
    {"8bit", TransferEncoding::eight_bit},
    {"binary", TransferEncoding::binary},
    {"quoted-printable", TransferEncoding::quoted_printable},
    {"base64", TransferEncoding::base64},
    {"x-uuencode", TransferEncoding::uuencode},
    {"uuencode", TransferEncoding::uuencode},
    {"x-uue", TransferEncoding::uuencode},
};

/// nullptr if there is none of that name.
const NamedEncoding* find_encoding(std::string_view name) {
  const auto* found = std::ranges::find_if(
      encodings, [name](const NamedEncoding& known) { return ascii::equal(known.name, name); });
  return found == std::end(encodings) ? nullptr : found;
}

}  // namespace

bool is_standard_encoding(std::string_view name) {
  const NamedEncoding* found = find_encoding(name);
  return found != nullptr && found->encoding != TransferEncoding::uuencode;
}

TransferEncoding parse_transfer_encoding(std::string_view body) {
  std::size_t i = 0;
  std::size_t depth = 0;
  const auto is_skipped = [&](char c) {
    if (c == '(') ++depth;
    const bool skipped = depth > 0 || ascii::is_space(c) || c == '"';
    if (c == ')' && depth > 0) --depth;
    return skipped;
  };
  while (i < body.size() && is_skipped(body[i])) ++i;
  const std::size_t begin = i;
  while (i < body.size() && (ascii::is_alnum(body[i]) || body[i] == '-')) ++i;
  const std::string_view token = body.substr(begin, i - begin);
  if (token.empty() && i == body.size()) return TransferEncoding::seven_bit;
  const NamedEncoding* found = find_encoding(token);
  return found == nullptr ? TransferEncoding::unknown : found->encoding;
}

DecodedBody decode_transfer(std::string_view raw, std::size_t source_begin,
                            TransferEncoding encoding) {
  if (encoding == TransferEncoding::base64) return Base64Body(raw, source_begin).decode();
  if (encoding == TransferEncoding::quoted_printable) {
    return QuotedPrintableBody(raw, source_begin).decode();
  }
  return {DecodedText::verbatim(raw, source_begin), {}};
}

}  // namespace maillint
